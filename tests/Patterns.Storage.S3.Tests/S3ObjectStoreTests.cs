using Patterns.Core;
using Patterns.Storage.S3.Tests.Server;
using Patterns.Testing;

namespace Patterns.Storage.S3.Tests;

/// <summary>What every store promises, kept by S3.</summary>
public sealed class S3ObjectStoreTests : ObjectStoreContract, IAsyncLifetime
{
    private S3Server? _server;
    private S3ObjectStore? _store;

    protected override IObjectStore Store => _store!;

    public async Task InitializeAsync()
    {
        _server = await S3Server.StartAsync();
        _store = _server.CreateStore(configure: static options => options.KeyPrefix = "warehouse/");
    }

    public async Task DisposeAsync()
    {
        _store!.Dispose();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task A_large_object_is_put_in_parts_and_is_one_object()
    {
        var content = new byte[12 << 20];
        new Random(3).NextBytes(content);
        await using (var writer = await Store.CreateAsync("large", PutMode.IfAbsent))
        {
            await writer.WriteAsync(content.AsMemory(0, 7 << 20));
            writer.Write(content.AsSpan(7 << 20));
            Assert.Null(await Store.HeadAsync("large"));
            await writer.CompleteAsync();
        }

        Assert.Equal(content, await Store.ReadAllAsync("large"));
        Assert.Equal(3, _server!.Requests.Count(static request => request.Query.Contains("partNumber")));
        Assert.Equal(0, _server.Objects.OpenUploads);
    }

    [Fact]
    public async Task Parts_of_a_large_object_that_is_not_completed_are_given_up()
    {
        await using (var writer = await Store.CreateAsync("large", PutMode.IfAbsent))
        {
            await writer.WriteAsync(new byte[6 << 20]);
            Assert.Equal(1, _server!.Objects.OpenUploads);
        }

        await using (var late = await Store.CreateAsync("taken", PutMode.IfAbsent))
        {
            await late.WriteAsync(new byte[6 << 20]);
            await Store.PutAsync("taken", "early"u8.ToArray());
            await Assert.ThrowsAsync<ObjectExistsException>(() => late.CompleteAsync());
        }

        Assert.Equal(0, _server!.Objects.OpenUploads);
        Assert.Equal(["taken"], await ListAsync(""));
    }

    [Fact]
    public async Task Prefixes_share_a_bucket_without_seeing_each_other()
    {
        using var other = _server!.CreateStore(seed: 2, static options => options.KeyPrefix = "lake/");
        await Store.PutAsync("a", "mine"u8.ToArray());
        await other.PutAsync("a", "other"u8.ToArray(), PutMode.IfAbsent);

        Assert.Equal("mine", await ReadTextAsync("a"));
        Assert.NotNull(_server.Objects.Find("warehouse/a"));
        Assert.NotNull(_server.Objects.Find("lake/a"));
    }

    [Fact]
    public async Task A_reader_does_not_mix_two_objects()
    {
        await Store.PutAsync("a", "first"u8.ToArray());
        await using var reader = await Store.OpenReadAsync("a");
        await Store.PutAsync("a", "other"u8.ToArray());

        var replaced = await Assert.ThrowsAsync<ObjectStoreException>(async () => await reader.ReadAsync(0, new byte[5]));

        Assert.Contains("was replaced since it was opened", replaced.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ordinal_order_holds_across_pages_and_beyond_the_basic_plane()
    {
        var random = new Random(5);
        string[] letters = ["a", "b", "\uE000", "\uFFFD", "😀", "𐀀", "z", "ﬀ"];
        var paths = Enumerable.Range(0, 900).Select(index => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => letters[random.Next(letters.Length)]))).Distinct().ToList();
        foreach (var path in paths)
        {
            await Store.PutAsync(path, default);
        }

        Assert.Equal(paths.Order(StringComparer.Ordinal), await ListAsync(""));
        foreach (var start in paths.Where((_, index) => index % 40 == 0))
        {
            Assert.Equal(paths.Where(path => string.CompareOrdinal(path, start) > 0).Order(StringComparer.Ordinal), await ListAsync("", start));
        }
    }
}
