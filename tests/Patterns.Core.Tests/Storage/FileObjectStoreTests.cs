using Patterns.Testing;

namespace Patterns.Core.Tests.Storage;

public sealed class FileObjectStoreTests : ObjectStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public FileObjectStoreTests() => Store = new FileObjectStore(_directory["new", "store"]);

    protected override IObjectStore Store { get; }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_file_is_where_the_path_says_and_nothing_else_is_left()
    {
        await Store.PutAsync("a/b.txt", "content"u8.ToArray());
        await Store.PutAsync("a/b.txt", "changed"u8.ToArray());
        await Assert.ThrowsAsync<ObjectExistsException>(() => Store.PutAsync("a/b.txt", default, PutMode.IfAbsent));

        Assert.Equal("changed", await File.ReadAllTextAsync(_directory["new", "store", "a", "b.txt"]));
        Assert.Single(Directory.EnumerateFiles(_directory.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_killed_writer_left_behind_is_never_listed()
    {
        var writer = await Store.CreateAsync("a/b");
        await writer.WriteAsync(new byte[100_000]);
        await Store.PutAsync("a/c", default);

        Assert.Equal(2, Directory.EnumerateFiles(_directory["new", "store", "a"]).Count());
        Assert.Equal(["a/c"], await ListAsync(""));
        await writer.DisposeAsync();
        Assert.Single(Directory.EnumerateFiles(_directory["new", "store", "a"]));
    }

    [Fact]
    public async Task What_killed_writers_left_behind_can_be_deleted_once_it_is_old()
    {
        var store = new FileObjectStore(_directory["new", "store"]);
        Assert.Equal(0, await store.DeleteLeftoversAsync(DateTimeOffset.MaxValue));
        await using var old = await store.CreateAsync("a/old");
        await using var running = await store.CreateAsync("a/running");
        await store.PutAsync("a/object", default);
        var day = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var leftover = Directory.EnumerateFiles(_directory["new", "store", "a"], ".*").First();
        File.SetLastWriteTimeUtc(leftover, day);
        File.SetLastWriteTimeUtc(_directory["new", "store", "a", "object"], day);

        Assert.Equal(0, await store.DeleteLeftoversAsync(day));
        Assert.Equal(1, await store.DeleteLeftoversAsync(day.AddSeconds(1)));
        Assert.False(File.Exists(leftover));
        Assert.Equal(2, Directory.EnumerateFiles(_directory["new", "store", "a"]).Count());
    }

    [Fact]
    public async Task The_form_of_a_temporary_name_is_kept_for_the_store()
    {
        var writer = await Store.CreateAsync("a");
        var name = Path.GetFileName(Assert.Single(Directory.EnumerateFiles(_directory["new", "store"])));
        await writer.DisposeAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutAsync(name, default));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.HeadAsync($"folder/{name}"));
    }

    [Fact]
    public async Task Names_that_cannot_be_paths_are_left_out_of_listings()
    {
        await Store.PutAsync("good", default);
        if (!OperatingSystem.IsWindows())
        {
            await File.WriteAllTextAsync(_directory["new", "store", "new\nline"], "");
            await File.WriteAllTextAsync(_directory["new", "store", "back\\slash"], "");
        }

        Assert.Equal(["good"], await ListAsync(""));
    }

    [Fact]
    public async Task An_object_below_an_object_is_reported_as_a_failure_of_the_store()
    {
        await Store.PutAsync("a", default);

        var error = await Assert.ThrowsAsync<ObjectStoreException>(() => Store.PutAsync("a/b", default));

        Assert.Equal(("store.failed", "a/b"), (error.Code, error.Path));
    }

    [Theory]
    [InlineData(PutMode.Overwrite)]
    [InlineData(PutMode.IfAbsent)]
    public async Task A_folder_is_not_taken_for_an_object(PutMode mode)
    {
        await Store.PutAsync("a/b", default);

        await Assert.ThrowsAsync<ObjectStoreException>(() => Store.PutAsync("a", default, mode));

        Assert.Equal(["a/b"], await ListAsync(""));
    }

    [Fact]
    public async Task A_file_that_grows_keeps_its_length_in_a_reader_and_one_that_shrinks_is_an_error()
    {
        await Store.PutAsync("log", new byte[100]);
        await using var reader = await Store.OpenReadAsync("log");
        var file = _directory["new", "store", "log"];

        await File.AppendAllTextAsync(file, "more");
        Assert.Equal(100, await reader.ReadAsync(0, new byte[200]));

        await File.WriteAllBytesAsync(file, new byte[60]);
        var error = await Assert.ThrowsAsync<ObjectStoreException>(async () => await reader.ReadAsync(0, new byte[200]));
        Assert.Contains("100 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("after 60", error.Message, StringComparison.Ordinal);
    }
}
