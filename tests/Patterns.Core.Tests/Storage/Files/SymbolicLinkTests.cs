using Patterns.Testing;

namespace Patterns.Core.Tests.Storage.Files;

public sealed class SymbolicLinkTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FileObjectStore _store;

    public SymbolicLinkTests()
    {
        _store = new FileObjectStore(_directory["store"]);
        Directory.CreateDirectory(_directory["store", "inside"]);
        Directory.CreateDirectory(_directory["outside"]);
        File.WriteAllText(_directory["store", "inside", "a"], "a");
        File.WriteAllText(_directory["outside", "secret"], "secret");
    }

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("../outside")]
    [InlineData("inside/../../outside")]
    [InlineData("hop")]
    [InlineData("..")]
    public async Task A_linked_folder_that_leads_out_is_refused_by_every_operation(string target)
    {
        Directory.CreateSymbolicLink(_directory["store", "hop"], "../outside");
        Directory.CreateSymbolicLink(_directory["store", "link"], target);

        await AssertRefusedAsync(() => _store.HeadAsync("link/secret"));
        await AssertRefusedAsync(() => _store.OpenReadAsync("link/secret"));
        await AssertRefusedAsync(() => _store.PutAsync("link/new", default));
        await AssertRefusedAsync(() => _store.CreateAsync("link/deep/new"));
        await AssertRefusedAsync(() => _store.DeleteAsync("link/secret"));
        await AssertRefusedAsync(async () => await _store.ListAsync("link/").GetAsyncEnumerator().MoveNextAsync());

        Assert.True(File.Exists(_directory["outside", "secret"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(_directory["outside"]));
    }

    [Fact]
    public async Task A_linked_file_that_leads_out_is_refused_and_not_listed()
    {
        File.CreateSymbolicLink(_directory["store", "link"], _directory["outside", "secret"]);

        var error = await Assert.ThrowsAsync<ObjectOutsideStoreException>(() => _store.OpenReadAsync("link"));

        Assert.Equal(("store.outside", "link", _directory["outside", "secret"]), (error.Code, error.Path, error.Target));
        Assert.Equal(["inside/a"], await ListAsync(""));
    }

    [Fact]
    public async Task Links_that_stay_inside_are_followed()
    {
        Directory.CreateSymbolicLink(_directory["store", "folder"], "inside");
        Directory.CreateSymbolicLink(_directory["store", "self"], ".");
        File.CreateSymbolicLink(_directory["store", "file"], _directory["store", "inside", "a"]);
        await _store.PutAsync("folder/b", "b"u8.ToArray());

        Assert.Equal("a"u8.ToArray(), await _store.ReadAllAsync("folder/a"));
        Assert.Equal("a"u8.ToArray(), await _store.ReadAllAsync("self/inside/a"));
        Assert.Equal(["self/file", "self/inside/a", "self/inside/b"], await ListAsync("self/"));
        Assert.Equal("a"u8.ToArray(), await _store.ReadAllAsync("file"));
        Assert.Equal(1, (await _store.HeadAsync("file"))!.Value.Length);
        Assert.True(File.Exists(_directory["store", "inside", "b"]));
    }

    [Fact]
    public async Task A_listing_has_linked_files_and_does_not_enter_linked_folders()
    {
        Directory.CreateSymbolicLink(_directory["store", "inside", "loop"], "..");
        Directory.CreateSymbolicLink(_directory["store", "folder"], "inside");
        File.CreateSymbolicLink(_directory["store", "file"], "inside/a");
        File.CreateSymbolicLink(_directory["store", "dangling"], "inside/nothing");

        Assert.Equal(["file", "inside/a"], await ListAsync(""));
        Assert.Equal(["folder/a"], await ListAsync("folder/"));
    }

    [Fact]
    public async Task Links_in_a_circle_are_refused_and_not_listed()
    {
        File.CreateSymbolicLink(_directory["store", "egg"], "hen");
        File.CreateSymbolicLink(_directory["store", "hen"], "egg");

        var error = await Assert.ThrowsAsync<ObjectOutsideStoreException>(() => _store.HeadAsync("egg"));

        Assert.Null(error.Target);
        Assert.Equal(["inside/a"], await ListAsync(""));
    }

    [Fact]
    public async Task The_store_itself_may_be_behind_a_link()
    {
        Directory.CreateSymbolicLink(_directory["alias"], "store");
        File.CreateSymbolicLink(_directory["store", "file"], _directory["store", "inside", "a"]);
        var store = new FileObjectStore(_directory["alias"]);

        Assert.Equal("a"u8.ToArray(), await store.ReadAllAsync("file"));
        Assert.Equal("a"u8.ToArray(), await store.ReadAllAsync("inside/a"));
    }

    private static async Task AssertRefusedAsync(Func<Task> call) => await Assert.ThrowsAsync<ObjectOutsideStoreException>(call);

    private async Task<List<string>> ListAsync(string prefix)
    {
        var paths = new List<string>();
        await foreach (var info in _store.ListAsync(prefix))
        {
            paths.Add(info.Path);
        }

        return paths;
    }
}
