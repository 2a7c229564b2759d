using System.Text;
using Patterns.Core;
using Xunit;

namespace Patterns.Testing;

/// <summary>What every <see cref="IObjectStore"/> promises. A store's tests derive from it and give it an empty store.</summary>
public abstract class ObjectStoreContract
{
    protected abstract IObjectStore Store { get; }

    [Fact]
    public async Task What_is_put_is_read_back()
    {
        await Store.PutAsync("a/b.txt", "hello"u8.ToArray());

        Assert.Equal("hello", await ReadTextAsync("a/b.txt"));
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        await Store.PutAsync("empty", default);

        Assert.Equal(0, (await Store.HeadAsync("empty"))!.Value.Length);
        Assert.Empty(await Store.ReadAllAsync("empty"));
    }

    [Fact]
    public async Task The_content_is_copied_by_the_time_a_put_completes()
    {
        var content = "before"u8.ToArray();
        await Store.PutAsync("a", content);
        "after!"u8.CopyTo(content);

        Assert.Equal("before", await ReadTextAsync("a"));
    }

    [Fact]
    public async Task Overwrite_replaces_and_is_the_default()
    {
        await Store.PutAsync("a", "a longer first content"u8.ToArray());
        await Store.PutAsync("a", "second"u8.ToArray());

        Assert.Equal("second", await ReadTextAsync("a"));
    }

    [Fact]
    public async Task If_absent_refuses_a_taken_path_and_leaves_it_as_it_is()
    {
        await Store.PutAsync("a", "first"u8.ToArray(), PutMode.IfAbsent);

        var error = await Assert.ThrowsAsync<ObjectExistsException>(() => Store.PutAsync("a", "second"u8.ToArray(), PutMode.IfAbsent));

        Assert.Equal("a", error.Path);
        Assert.Equal("store.exists", error.Code);
        Assert.Equal("first", await ReadTextAsync("a"));
    }

    [Fact]
    public async Task Of_many_writers_of_one_absent_path_exactly_one_wins_and_its_bytes_stay()
    {
        for (var round = 0; round < 50; round++)
        {
            var path = $"race/{round}";
            var attempts = Enumerable.Range(0, 8).Select(writer => Task.Run(() => TryPutAsync(path, $"writer {writer}"))).ToArray();
            var winners = (await Task.WhenAll(attempts)).OfType<string>().ToArray();

            Assert.Equal(await ReadTextAsync(path), Assert.Single(winners));
        }
    }

    [Fact]
    public async Task Head_knows_length_and_time_and_answers_null_for_nothing()
    {
        await Store.PutAsync("a/b", new byte[123]);

        var info = await Store.HeadAsync("a/b");

        Assert.Equal(("a/b", 123L, TimeSpan.Zero), (info!.Value.Path, info.Value.Length, info.Value.LastModified.Offset));
        Assert.Null(await Store.HeadAsync("a"));
        Assert.Null(await Store.HeadAsync("a/b/c"));
        Assert.Null(await Store.HeadAsync("nothing"));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("folder")]
    [InlineData("folder/object/below")]
    public async Task Opening_what_is_no_object_says_so(string path)
    {
        await Store.PutAsync("folder/object", new byte[1]);

        var error = await Assert.ThrowsAsync<ObjectNotFoundException>(() => Store.OpenReadAsync(path));

        Assert.Equal(path, error.Path);
    }

    [Fact]
    public async Task Ranges_are_read_from_any_position()
    {
        await Store.PutAsync("digits", "0123456789"u8.ToArray());
        await using var reader = await Store.OpenReadAsync("digits");

        Assert.Equal(("digits", 10L), (reader.Path, reader.Length));
        Assert.Equal("345", await ReadRangeAsync(reader, 3, 3));
        Assert.Equal("89", await ReadRangeAsync(reader, 8, 5));
        Assert.Equal("", await ReadRangeAsync(reader, 10, 5));
        Assert.Equal("", await ReadRangeAsync(reader, long.MaxValue, 5));
        Assert.Equal("0123456789", await ReadRangeAsync(reader, 0, 10));
        Assert.Equal("", await ReadRangeAsync(reader, 4, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await reader.ReadAsync(-1, new byte[1]));
    }

    [Fact]
    public async Task One_reader_serves_many_readers_at_once()
    {
        var content = new byte[100_000];
        new Random(1).NextBytes(content);
        await Store.PutAsync("a", content);
        await using var reader = await Store.OpenReadAsync("a");

        await Parallel.ForAsync(0, 200, async (index, cancellationToken) =>
        {
            var buffer = new byte[1000];
            Assert.Equal(1000, await reader.ReadAsync(index * 400, buffer, cancellationToken));
            Assert.True(content.AsSpan(index * 400, 1000).SequenceEqual(buffer));
        });
    }

    [Fact]
    public async Task A_streamed_object_is_invisible_until_it_is_complete()
    {
        await using var writer = await Store.CreateAsync("folder/streamed");
        await writer.WriteAsync("one "u8.ToArray());
        writer.Write("two "u8);
        await writer.WriteAsync("three"u8.ToArray().AsMemory());

        Assert.Equal(13, writer.BytesWritten);
        Assert.Null(await Store.HeadAsync("folder/streamed"));
        Assert.Empty(await ListAsync(""));

        await writer.CompleteAsync();

        Assert.Equal("one two three", await ReadTextAsync("folder/streamed"));
        Assert.Equal(["folder/streamed"], await ListAsync(""));
    }

    [Fact]
    public async Task A_streamed_object_can_be_large_and_written_in_pieces_of_any_size()
    {
        var random = new Random(7);
        var content = new byte[1_000_000];
        random.NextBytes(content);
        await using (var writer = await Store.CreateAsync("large"))
        {
            for (var done = 0; done < content.Length;)
            {
                var count = Math.Min(random.Next(0, 100_000), content.Length - done);
                await writer.WriteAsync(content.AsMemory(done, count));
                done += count;
            }

            await writer.CompleteAsync();
        }

        Assert.Equal(content, await Store.ReadAllAsync("large"));
    }

    [Fact]
    public async Task A_writer_that_is_disposed_without_completion_leaves_no_trace()
    {
        await Store.PutAsync("kept", "old"u8.ToArray());
        await using (var writer = await Store.CreateAsync("kept"))
        {
            await writer.WriteAsync("new"u8.ToArray());
        }

        await using (await Store.CreateAsync("never"))
        {
        }

        Assert.Equal("old", await ReadTextAsync("kept"));
        Assert.Equal(["kept"], await ListAsync(""));
    }

    [Fact]
    public async Task Completion_only_if_absent_refuses_a_path_taken_meanwhile()
    {
        await using var writer = await Store.CreateAsync("a", PutMode.IfAbsent);
        await writer.WriteAsync("late"u8.ToArray());
        await Store.PutAsync("a", "early"u8.ToArray());

        await Assert.ThrowsAsync<ObjectExistsException>(() => writer.CompleteAsync());

        Assert.Equal("early", await ReadTextAsync("a"));
        Assert.Equal(["a"], await ListAsync(""));
    }

    [Fact]
    public async Task A_writer_is_used_once()
    {
        await using var writer = await Store.CreateAsync("a");
        await writer.CompleteAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.CompleteAsync());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await writer.WriteAsync(new byte[1]));
        Assert.Throws<ObjectDisposedException>(() => writer.Write([1]));
    }

    [Fact]
    public async Task Delete_removes_the_object_and_says_whether_there_was_one()
    {
        await Store.PutAsync("a/b", new byte[1]);

        Assert.True(await Store.DeleteAsync("a/b"));
        Assert.Null(await Store.HeadAsync("a/b"));
        Assert.Empty(await ListAsync(""));
        await Store.DeleteAsync("a/b");
        await Store.DeleteAsync("a");
        await Store.DeleteAsync("x/y/z");
    }

    [Fact]
    public async Task A_listing_is_in_ordinal_order_of_whole_paths()
    {
        string[] paths = ["a", "b-1", "b.1", "b/1", "b/a/1", "b/a-1", "b0", "b1/x", "B", "é", "z/..hidden/.x", "a b", "b/a.b/c", "😀", "\uE000"];
        foreach (var path in paths)
        {
            await Store.PutAsync(path, new byte[1]);
        }

        Assert.Equal(paths.Order(StringComparer.Ordinal), await ListAsync(""));
    }

    [Fact]
    public async Task A_listing_equals_filtering_and_sorting_by_hand()
    {
        var random = new Random(42);
        var paths = new HashSet<string>();
        string[] names = ["a", "a-", "a.", "a0", "b", "ab", "_", "é"];
        while (paths.Count < 150)
        {
            var folders = Enumerable.Range(0, random.Next(0, 4)).Select(_ => names[random.Next(names.Length)]);
            paths.Add(string.Join('/', [.. folders, "f" + names[random.Next(names.Length)]]));
        }

        foreach (var path in paths)
        {
            await Store.PutAsync(path, default);
        }

        string[] cuts = ["", .. paths, .. paths.Select(path => path[..random.Next(1, path.Length)])];
        for (var round = 0; round < 300; round++)
        {
            var prefix = round % 3 == 0 ? "" : cuts[random.Next(cuts.Length)];
            var startAfter = round % 4 == 0 ? null : cuts[random.Next(cuts.Length)];
            var expected = paths
                .Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(path, startAfter) > 0)
                .Order(StringComparer.Ordinal);

            Assert.Equal(expected, await ListAsync(prefix, startAfter));
        }
    }

    [Fact]
    public async Task A_listing_of_nothing_is_empty()
    {
        Assert.Empty(await ListAsync(""));
        await Store.PutAsync("a/b", default);

        Assert.Empty(await ListAsync("b"));
        Assert.Empty(await ListAsync("a/b/"));
        Assert.Empty(await ListAsync("a/c/"));
        Assert.Empty(await ListAsync("", startAfter: "a/b"));
    }

    [Fact]
    public async Task Many_objects_are_listed_and_the_listing_can_stop_early()
    {
        for (var index = 0; index < 700; index++)
        {
            await Store.PutAsync($"log/{index:D20}.json", default);
        }

        Assert.Equal(700, (await ListAsync("log/")).Count);
        Assert.Equal(9, (await ListAsync("log/", $"log/{690:D20}.json")).Count);
        await foreach (var info in Store.ListAsync("log/"))
        {
            Assert.Equal($"log/{0:D20}.json", info.Path);
            break;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData("..")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData("a/.")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    public async Task What_is_no_path_is_refused_by_every_operation(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.HeadAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.OpenReadAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.PutAsync(path, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.CreateAsync(path));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.DeleteAsync(path));
    }

    [Fact]
    public async Task A_cancelled_operation_does_nothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        await using var writer = await Store.CreateAsync("a");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync("a", default, cancellationToken: cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.CompleteAsync(cancelled));

        Assert.Empty(await ListAsync(""));
    }

    protected async Task<List<string>> ListAsync(string prefix, string? startAfter = null)
    {
        var paths = new List<string>();
        await foreach (var info in Store.ListAsync(prefix, startAfter))
        {
            paths.Add(info.Path);
        }

        return paths;
    }

    protected async Task<string> ReadTextAsync(string path) => Encoding.UTF8.GetString(await Store.ReadAllAsync(path));

    private static async Task<string> ReadRangeAsync(IObjectReader reader, long offset, int count)
    {
        var buffer = new byte[count];
        var read = await reader.ReadAsync(offset, buffer);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    private async Task<string?> TryPutAsync(string path, string content)
    {
        try
        {
            await Store.PutAsync(path, Encoding.UTF8.GetBytes(content), PutMode.IfAbsent);
            return content;
        }
        catch (ObjectExistsException)
        {
            return null;
        }
    }
}
