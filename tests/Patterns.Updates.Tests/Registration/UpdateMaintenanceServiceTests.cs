using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Patterns.Testing;

namespace Patterns.Updates.Tests.Registration;

public sealed class UpdateMaintenanceServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTimeProvider _time = new();
    private readonly ServiceCollection _services = new();

    public UpdateMaintenanceServiceTests() => _services.AddSingleton<TimeProvider>(_time);

    [Fact]
    public async Task A_store_is_maintained_at_intervals_while_the_host_runs_also_after_a_failure()
    {
        await using MaintainedStore store = new() { Fails = true, Time = _time };
        _services.AddPatternsUpdates(static updates => updates.MaintenanceInterval = TimeSpan.FromMinutes(2)).WithStore(_ => store);
        _services.AddPatternsUpdates();
        await using var provider = _services.BuildServiceProvider();
        var service = Assert.Single(provider.GetServices<IHostedService>());
        await service.StartAsync(default);

        for (var round = 0; round < 3; round++)
        {
            await _time.WaitForTimersAsync().WaitAsync(Patience);
            _time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
            Assert.False(store.Rounds.TryRead(out _));
            _time.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(_time.GetUtcNow(), await store.Rounds.ReadAsync().AsTask().WaitAsync(Patience));
            store.Fails = false;
        }

        await _time.WaitForTimersAsync().WaitAsync(Patience);
        await service.StopAsync(default);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(store.Rounds.TryRead(out _));
    }

    [Fact]
    public async Task A_store_that_looks_after_itself_is_left_alone()
    {
        _services.AddPatternsUpdates();
        await using var provider = _services.BuildServiceProvider();
        var service = (BackgroundService)Assert.Single(provider.GetServices<IHostedService>());

        await service.StartAsync(default);

        await service.ExecuteTask!.WaitAsync(Patience);
        Assert.Equal(0, _time.PendingTimers);
    }

    private sealed class MaintainedStore : IMaintainedUpdateStore
    {
        private readonly MemoryUpdateStore _inner = new();
        private readonly Channel<DateTimeOffset> _rounds = Channel.CreateUnbounded<DateTimeOffset>();

        public required ManualTimeProvider Time { get; init; }

        public bool Fails { get; set; }

        public ChannelReader<DateTimeOffset> Rounds => _rounds.Reader;

        public Task MaintainAsync(CancellationToken cancellationToken = default)
        {
            _rounds.Writer.TryWrite(Time.GetUtcNow());
            return Fails ? throw new InvalidOperationException("The database is away.") : Task.CompletedTask;
        }

        public ValueTask<FeedCreation> CreateAsync(string name, FeedConfiguration? configuration = null, AppendRequest? first = null, CancellationToken cancellationToken = default)
            => _inner.CreateAsync(name, configuration, first, cancellationToken);

        public ValueTask<IUpdateLog?> FindAsync(string name, CancellationToken cancellationToken = default) => _inner.FindAsync(name, cancellationToken);

        public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default) => _inner.DeleteAsync(name, cancellationToken);

        public IAsyncEnumerable<string> ListAsync(string prefix = "", CancellationToken cancellationToken = default) => _inner.ListAsync(prefix, cancellationToken);

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
