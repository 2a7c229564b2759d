using Patterns.Core;
using Patterns.Storage.S3.Tests.Server;

namespace Patterns.Storage.S3.Tests;

/// <summary>A service that fails, hangs, slows down and loses its answers.</summary>
public sealed class S3FaultTests : IAsyncLifetime
{
    private S3Server? _server;

    private S3Server Server => _server!;

    public async Task InitializeAsync() => _server = await S3Server.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData(S3Fault.SlowDown)]
    [InlineData(S3Fault.InternalError)]
    [InlineData(S3Fault.Break)]
    [InlineData(S3Fault.Hang)]
    [InlineData(S3Fault.LoseAnswer)]
    public async Task Every_operation_gets_over_two_failures(S3Fault fault)
    {
        using var store = Create();
        var left = 0;
        Server.Plan = _ => left-- > 0 ? fault : S3Fault.None;

        left = 2;
        await store.PutAsync("a", "one"u8.ToArray(), PutMode.IfAbsent);
        left = 2;
        Assert.Equal(3, (await store.HeadAsync("a"))!.Value.Length);
        left = 2;
        await using (var reader = await store.OpenReadAsync("a"))
        {
            left = 2;
            var buffer = new byte[3];
            Assert.Equal(3, await reader.ReadAsync(0, buffer));
            Assert.Equal("one"u8, buffer);
        }

        left = 2;
        Assert.Equal(["a"], await ListAsync(store));
        left = 2;
        await store.DeleteAsync("a");
        Assert.Empty(await ListAsync(store));
    }

    [Fact]
    public async Task A_conditional_put_whose_answer_was_lost_is_known_as_its_own()
    {
        using var store = Create();
        Server.Plan = static request => request is { Index: 0, Method: "PUT" } ? S3Fault.LoseAnswer : S3Fault.None;

        await store.PutAsync("commit", "mine"u8.ToArray(), PutMode.IfAbsent);

        Assert.Equal(["PUT", "PUT", "HEAD"], Server.Requests.Select(static request => request.Method));
        await Assert.ThrowsAsync<ObjectExistsException>(() => store.PutAsync("commit", "mine"u8.ToArray(), PutMode.IfAbsent));
    }

    [Fact]
    public async Task A_conditional_put_that_another_one_overtook_is_not_taken_for_its_own()
    {
        using var store = Create();
        using var other = Create(seed: 2);
        Server.Plan = request =>
        {
            if (request is { Index: 0 })
            {
                Server.Objects.Put("commit", "other"u8.ToArray(), new Dictionary<string, string>(), onlyIfAbsent: true);
                return S3Fault.Break;
            }

            return S3Fault.None;
        };

        await Assert.ThrowsAsync<ObjectExistsException>(() => store.PutAsync("commit", "mine"u8.ToArray(), PutMode.IfAbsent));

        Assert.Equal("other"u8.ToArray(), await other.ReadAllAsync("commit"));
    }

    [Theory]
    [InlineData(PutMode.IfAbsent)]
    [InlineData(PutMode.Overwrite)]
    public async Task A_completion_whose_answer_was_lost_is_known_as_its_own(PutMode mode)
    {
        using var store = Create();
        var isLost = false;
        Server.Plan = request => !isLost && request.Method == "POST" && request.Query.Contains("uploadId") && (isLost = true) ? S3Fault.LoseAnswer : S3Fault.None;

        await using (var writer = await store.CreateAsync("large", mode))
        {
            await writer.WriteAsync(new byte[6 << 20]);
            await writer.CompleteAsync();
        }

        Assert.True(isLost);
        Assert.Equal(6 << 20, (await store.HeadAsync("large"))!.Value.Length);
        Assert.Equal(0, Server.Objects.OpenUploads);
    }

    [Fact]
    public async Task A_service_that_keeps_failing_is_an_error_that_says_what_it_answered()
    {
        using var store = Create(maxAttempts: 3);
        Server.Plan = static _ => S3Fault.SlowDown;

        var failure = await Assert.ThrowsAsync<ObjectStoreException>(() => store.PutAsync("a", default));

        Assert.Equal("a", failure.Path);
        Assert.StartsWith("The object storage answered 503 SlowDown to a request for 'a' after 3 tries: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, Server.Requests.Count);
    }

    [Fact]
    public async Task What_will_not_pass_is_not_tried_again()
    {
        using var stranger = Server.CreateStore(configure: static options => options.AccessKey = "stranger");
        using var lost = Server.CreateStore(configure: static options => options.Bucket = "nowhere");

        var denied = await Assert.ThrowsAsync<ObjectStoreException>(() => stranger.PutAsync("a", default));
        var absent = await Assert.ThrowsAsync<ObjectStoreException>(() => lost.PutAsync("a", default));

        Assert.Contains("403 SignatureDoesNotMatch", denied.Message, StringComparison.Ordinal);
        Assert.Contains("404 NoSuchBucket", absent.Message, StringComparison.Ordinal);
        Assert.Equal(2, Server.Requests.Count);
    }

    [Fact]
    public async Task Waiting_ends_when_the_caller_gives_up()
    {
        using var store = Create();
        using var stop = new CancellationTokenSource();
        Server.Plan = request =>
        {
            if (request.Index == 1)
            {
                stop.Cancel();
            }

            return S3Fault.SlowDown;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync("a", default, cancellationToken: stop.Token));
    }

    [Theory]
    [InlineData("Bucket is the name of a bucket, but is empty.")]
    [InlineData("PartBytes is 5242880 to 1073741824 bytes, but is 1.")]
    [InlineData("AccessKey and SecretKey are given together or not at all, but only one of them is.")]
    public void Options_are_checked(string expected)
    {
        S3ObjectStoreOptions[] wrong = [new(), new() { Bucket = "b", PartBytes = 1 }, new() { Bucket = "b", AccessKey = "key" }];

        Assert.Contains(wrong, options => Assert.Throws<ArgumentException>(() => new S3ObjectStore(options)).Message.StartsWith(expected, StringComparison.Ordinal));
    }

    private S3ObjectStore Create(int seed = 1, int maxAttempts = 6) => Server.CreateStore(seed, options =>
    {
        options.MaxAttempts = maxAttempts;
        options.RequestTimeout = TimeSpan.FromMilliseconds(500);
    });

    private static async Task<List<string>> ListAsync(S3ObjectStore store)
    {
        var paths = new List<string>();
        await foreach (var info in store.ListAsync(""))
        {
            paths.Add(info.Path);
        }

        return paths;
    }
}
