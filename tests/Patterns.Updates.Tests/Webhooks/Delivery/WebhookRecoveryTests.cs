using System.Collections.Concurrent;
using Patterns.Core;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

public sealed class WebhookRecoveryTests : IAsyncDisposable
{
    private const int Count = 40;

    private readonly SenderFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_restart_goes_on_where_the_last_process_was()
    {
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(3);
        await _fixture.Endpoints.NextAsync(3);
        await _fixture.StatusAsync(subscription.Id, static status => status is { Pending: 0, Cursor.Sequence: 3 });
        await _fixture.Sender.DisposeAsync();
        await _fixture.AppendAsync(2, from: 4);

        await _fixture.RestartAsync();

        Assert.Equal([4, 5], (await _fixture.Endpoints.NextAsync(2)).Select(static call => call.Data).Order());
        Assert.Equal(subscription, (await _fixture.Sender.FindAsync(subscription.Id))! with { Types = subscription.Types });
    }

    [Fact]
    public async Task What_is_under_way_at_shutdown_is_sent_again_and_counts_for_no_attempt()
    {
        _fixture.Endpoints.Answer = static async (_, cancelled) =>
        {
            await Task.Delay(Timeout.Infinite, cancelled);
            throw new InvalidOperationException("cancelled");
        };
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(2);
        var before = await _fixture.Endpoints.NextAsync(2);

        await _fixture.RestartAsync();
        var after = await _fixture.Endpoints.NextAsync(2);

        Assert.Equal(before.Select(static call => call.Id).Order(), after.Select(static call => call.Id).Order());
        Assert.Null((await _fixture.Sender.GetStatusAsync(subscription.Id)).FailingSince);
    }

    /// <summary>
    /// The process ends without saving after each number of writes to the store that there can be. What it saved last is all that the next one knows.
    /// </summary>
    [Theory]
    [InlineData(WebhookOrdering.None)]
    [InlineData(WebhookOrdering.ByKey)]
    public async Task Wherever_saving_ends_every_update_arrives_and_in_order_by_key(WebhookOrdering ordering)
    {
        var objects = new MemoryObjectStore();
        var arrived = new ConcurrentQueue<(string Key, int Number)>();
        var tries = new ConcurrentDictionary<int, int>();
        var kills = 0;
        _fixture.State = objects;
        await _fixture.FeedAsync();
        var subscription = await _fixture.SubscribeAsync(new WebhookRequest { Url = SenderFixture.Url, Ordering = ordering, MaxInFlight = 4, From = UpdateOffset.Start });
        await _fixture.AppendAsync(Count, key: static number => $"k{number % 3}");
        _fixture.Endpoints.Answer = (call, _) =>
        {
            // One in four is lost on the way, one in four arrives but its answer is lost, and never three times in a row.
            var chance = tries.AddOrUpdate(call.Data, call.Data, static (_, number) => number + 1) % 4;
            if (chance > 0)
            {
                arrived.Enqueue((call.Key!, call.Data));
            }

            return chance > 1 ? FakeEndpoints.Status(200) : Task.FromException<HttpResponseMessage>(new HttpRequestException("lost"));
        };
        for (var writes = 0; arrived.Select(static item => item.Number).Distinct().Count() < Count; writes++)
        {
            var store = new DyingStore(objects, writes % 7);
            _fixture.State = store;
            await _fixture.RestartAsync();
            await _fixture.Sender.ResumeAsync(subscription.Id).ContinueWith(static _ => { }, TaskScheduler.Default);
            for (var turn = 0; !store.IsDead && (await _fixture.Sender.GetStatusAsync(subscription.Id)) is var status && (status.Pending > 0 || status.Cursor.Sequence < Count); turn++)
            {
                await Task.Yield();
                if (status.InFlight == 0 && turn % 20 == 0)
                {
                    _fixture.Time.Advance(TimeSpan.FromSeconds(7));
                }
            }

            Assert.True(++kills < 2000, "it does not come to an end");
        }

        if (ordering == WebhookOrdering.ByKey)
        {
            foreach (var key in arrived.DistinctBy(static item => item.Number).GroupBy(static item => item.Key))
            {
                Assert.Equal(key.OrderBy(static item => item.Number), key);
            }
        }
    }

    /// <summary>Takes so many writes and none after them, as if the process had been killed then.</summary>
    private sealed class DyingStore(IObjectStore objects, int writes) : IObjectStore
    {
        private int _left = writes;

        /// <summary>Whether a write was refused.</summary>
        public bool IsDead => Volatile.Read(ref _left) < 0;

        public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, string? startAfter = null, CancellationToken cancellationToken = default)
            => objects.ListAsync(prefix, startAfter, cancellationToken);

        public Task<ObjectInfo?> HeadAsync(string path, CancellationToken cancellationToken = default) => objects.HeadAsync(path, cancellationToken);

        public Task<IObjectReader> OpenReadAsync(string path, CancellationToken cancellationToken = default) => objects.OpenReadAsync(path, cancellationToken);

        public Task PutAsync(string path, ReadOnlyMemory<byte> content, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
            => Interlocked.Decrement(ref _left) >= 0
                ? objects.PutAsync(path, content, mode, cancellationToken)
                : Task.FromException(new ObjectStoreException(path, "The process is dead."));

        public Task<ObjectWriter> CreateAsync(string path, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
            => objects.CreateAsync(path, mode, cancellationToken);

        public Task<bool> DeleteAsync(string path, CancellationToken cancellationToken = default) => objects.DeleteAsync(path, cancellationToken);
    }
}
