using System.Net.Http.Headers;
using Patterns.Updates.Webhooks.Delivery;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>
/// Does what one <see cref="WakeRecord"/> calls for: finds feeds, tells workers, ends leases. One loop does the I/O; whatever changes the record saves it
/// first, under one lock, so that nobody is told of a wake that a restart would not know. Thread safe.
/// </summary>
internal sealed class WakeLoop : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly MediaTypeHeaderValue BodyType = new("application/json");

    private readonly WakeWorld _world;
    private readonly WakeStreams _streams;
    private readonly SteadyClock _clock;
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly AsyncSignal _signal = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private WakeRecord _record;
    private DateTimeOffset _nextDiscovery = DateTimeOffset.MinValue;
    private string? _toldWake;
    private int _leftOut;
    private int _mayHavePending = 1;
    private bool _isRemoved;

    public WakeLoop(WakeWorld world, WakeRecord record)
    {
        _world = world;
        _clock = new SteadyClock(world.Time);
        _record = record.Adjust(_clock.Now);
        _streams = new WakeStreams(world.Feeds, record.Configuration, LookAgain, world.Time);
        _running = Task.Run(RunAsync);
    }

    public WakeRecord Record => Volatile.Read(ref _record);

    /// <summary>Looks at the record beside the feeds, and changes it: when the task completes the change outlives the process.</summary>
    /// <param name="change">Gives the record after the change and what to return; throws to refuse. Called under the lock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="WakeRefusedException">The subscription was removed, or the change refuses.</exception>
    public async Task<T> ChangeAsync<T>(
        Func<WakeRecord, IReadOnlyDictionary<string, FeedState?>, DateTimeOffset, (WakeRecord Record, T Result)> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var states = await _streams.ReadAsync(_record.Links, cancellationToken).ConfigureAwait(false);
            var now = _clock.Now;
            var (next, result) = change(ThrowIfRemoved().Expire(now), states, now);
            await SaveAsync(next, cancellationToken).ConfigureAwait(false);
            _signal.Set();
            return result;
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Changes which feeds are named.</summary>
    public async Task ChangeStreamsAsync(Func<WakeStreams, WakeRecord, Task<IReadOnlyList<WakeLink>>> change, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await SaveAsync(ThrowIfRemoved() with { Links = await change(_streams, _record).ConfigureAwait(false) }, cancellationToken).ConfigureAwait(false);
            _nextDiscovery = DateTimeOffset.MinValue;
            _signal.Set();
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <summary>Forgets the subscription. What is under way counts for nothing.</summary>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _world.Store.DeleteAsync(_record.Id, cancellationToken).ConfigureAwait(false);
            _isRemoved = true;
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _streams.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }

    private WakeRecord ThrowIfRemoved() => _isRemoved ? throw WakeRefusedException.NotFound(_record.Id) : _record;

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var sleep = TimeSpan.Zero;
            try
            {
                sleep = await StepAsync().ConfigureAwait(false);
            }
            catch (Exception failure) when (!_stop.IsCancellationRequested)
            {
                Log.WakeBroke(_world.Logger, _record.Id, failure);
                await Task.Delay(PauseAfterFailure, _world.Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await _signal.WaitAsync(sleep, _world.Time, _stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>Does what is due, and says for how long there is nothing to do unless a feed grows.</summary>
    private async Task<TimeSpan> StepAsync()
    {
        while (true)
        {
            await AdvanceAsync().ConfigureAwait(false);
            var record = _record;
            if (record.Phase != WakePhase.Issued || _isRemoved)
            {
                break;
            }

            if (record.IsWebhook && record.NextAttempt <= _clock.Now)
            {
                await PostAsync(record).ConfigureAwait(false);
            }
            else if (!record.IsWebhook && record.WakeId != _toldWake)
            {
                await AppendAsync(record).ConfigureAwait(false);
            }
            else
            {
                break;
            }
        }

        return SleepOf(_record);
    }

    private TimeSpan SleepOf(WakeRecord record)
    {
        var next = _nextDiscovery;
        if (record.Phase == WakePhase.Held || (record.Phase == WakePhase.Issued && record.IsWebhook))
        {
            next = Earlier(next, record.LeaseUntil);
        }

        if (record.Failures > 0 && record.NextAttempt > _clock.Now)
        {
            next = Earlier(next, record.NextAttempt);
        }

        // Timers count whole milliseconds; at least one, so that a moment that has just passed is not slept towards again and again.
        return TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((next - _clock.Now).TotalMilliseconds)));

        static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
    }

    /// <summary>Finds feeds when that is due, ends a lease that has run out, and begins a wake when there is work and nobody has it.</summary>
    private async Task AdvanceAsync()
    {
        await _changing.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            if (_isRemoved)
            {
                return;
            }

            await DiscoverAsync().ConfigureAwait(false);
            var now = _clock.Now;
            var next = _record.Expire(now);
            if (next.Phase == WakePhase.Idle && next.NextAttempt <= now && (next != _record || Interlocked.Exchange(ref _mayHavePending, 0) != 0))
            {
                var states = await _streams.ReadAsync(next.Links, _stop.Token).ConfigureAwait(false);
                next = next.HasPending(states) ? next.Issue(states, now) : next;
            }

            await SaveAsync(next, _stop.Token).ConfigureAwait(false);
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task DiscoverAsync()
    {
        if (_nextDiscovery > _clock.Now)
        {
            return;
        }

        var (links, leftOut) = await _streams.DiscoverAsync(_record.Links, isNew: false, _world.Options.MaxStreams, _world.IsWakeStream, _stop.Token).ConfigureAwait(false);
        if (leftOut > _leftOut)
        {
            Log.WakeStreamsLeftOut(_world.Logger, _record.Id, leftOut, _world.Options.MaxStreams);
        }

        _leftOut = leftOut;
        await SaveAsync(ReferenceEquals(links, _record.Links) ? _record : _record with { Links = links }, _stop.Token).ConfigureAwait(false);
        await _streams.WatchAsync(links, _stop.Token).ConfigureAwait(false);
        _nextDiscovery = _clock.Now + _world.Options.DiscoveryInterval;
    }

    private void LookAgain()
    {
        Volatile.Write(ref _mayHavePending, 1);
        _signal.Set();
    }

    private async Task PostAsync(WakeRecord record)
    {
        var body = WakeBody.Webhook(record);
        using var request = TargetCall.Post(new Uri(record.Configuration.Url!), body, BodyType);
        request.Headers.TryAddWithoutValidation(WebhookHeaders.Signature, _world.Signer!.Sign(body.Span, _world.Time.GetUtcNow()));
        var isDone = false;

        // Who has not answered when the lease is over is too late.
        using var lease = new CancellationTokenSource(Later(record.LeaseUntil - _clock.Now, TimeSpan.FromMilliseconds(1)), _world.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lease.Token, _stop.Token);
        var outcome = await _world.Call.SendAsync(
            request,
            async (response, now, token) =>
            {
                var answered = AnswerReading.OutcomeOf(response, now);
                isDone = WakeBody.SaysDone(await AnswerReading.ReadAsync(response, _world.Options.Targets.MaxResponseBytes, token).ConfigureAwait(false));
                return answered;
            },
            either.Token).ConfigureAwait(false);
        _stop.Token.ThrowIfCancellationRequested();
        if (outcome.Kind != AttemptKind.Delivered)
        {
            Log.WakeFailed(_world.Logger, record.Id, record.Generation, outcome.Kind == AttemptKind.Abandoned ? "did not answer within the lease" : outcome.Reason);
        }

        // Who has called back meanwhile is at work, whatever came of the answer; it may still say that it is done.
        await ReportAsync(record, (current, states, now) => outcome.Kind == AttemptKind.Delivered && isDone ? current.Finish(states)
            : current.Phase != WakePhase.Issued ? current
            : outcome.Kind != AttemptKind.Delivered ? current.Fail(now, _world.Random)
            : current.Hold(holder: null, now) with { LeaseUntil = current.LeaseUntil }).ConfigureAwait(false);
    }

    private async Task AppendAsync(WakeRecord record)
    {
        try
        {
            var name = record.Configuration.WakeStream!;
            var log = await _world.Feeds.FindAsync(name, _stop.Token).ConfigureAwait(false) ?? throw new FeedNotFoundException(name);
            await log.AppendAsync(new NewUpdate(WakeBody.Event(record, _world.Time.GetUtcNow())), _stop.Token).ConfigureAwait(false);
            _toldWake = record.WakeId;
            await ReportAsync(record, static (current, _, _) => current with { Failures = 0, NextAttempt = default }).ConfigureAwait(false);
        }
        catch (Exception failure) when (!_stop.IsCancellationRequested)
        {
            Log.WakeFailed(_world.Logger, record.Id, record.Generation, failure.Message);
            await ReportAsync(record, (current, _, now) => current.Phase == WakePhase.Issued ? current.End().Fail(now, _world.Random) : current).ConfigureAwait(false);
        }
    }

    /// <summary>Takes over what came of telling a wake, unless that is over by now.</summary>
    private async Task ReportAsync(WakeRecord told, Func<WakeRecord, IReadOnlyDictionary<string, FeedState?>, DateTimeOffset, WakeRecord> change)
    {
        await _changing.WaitAsync(_stop.Token).ConfigureAwait(false);
        try
        {
            if (!_isRemoved && _record.Phase != WakePhase.Idle && _record.WakeId == told.WakeId)
            {
                var states = await _streams.ReadAsync(_record.Links, _stop.Token).ConfigureAwait(false);
                await SaveAsync(change(_record, states, _clock.Now), _stop.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    private async Task SaveAsync(WakeRecord next, CancellationToken cancellationToken)
    {
        if (next != _record)
        {
            await _world.Store.SaveAsync(next, cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _record, next);
            Volatile.Write(ref _mayHavePending, 1);
        }
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
