namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// What one endpoint is to be told, and when: its cursor, what is pending before it, its breaker, its pauses. Decides and remembers; does no I/O.
/// Not thread safe.
/// </summary>
internal sealed class EndpointQueue
{
    private const int GuessedSize = 1024;

    // An endpoint that asks to be left alone for longer is asked again all the same.
    private static readonly TimeSpan MaxPause = TimeSpan.FromHours(24);

    private readonly Random _random;
    private readonly List<WebhookDeadLetter> _dead;
    private readonly List<DeliveryRange> _replays;
    private readonly DeliveryLanes _lanes;
    private CircuitBreaker _breaker;
    private DateTimeOffset? _pausedUntil;
    private long _arrivals;
    private int _loaded;

    public EndpointQueue(EndpointSettings settings, EndpointState state, Random random)
    {
        Settings = settings;
        _random = random;
        Cursor = state.Cursor;
        _dead = [.. state.DeadLetters];
        _replays = [.. state.Replays];
        _lanes = new DeliveryLanes(settings.IsOrdered);
        _breaker = new CircuitBreaker(state.BreakerFailures, state.BreakerOpenUntil);
        _pausedUntil = state.PausedUntil;
        FailingSince = state.FailingSince;
        Disabled = state.Disabled;
        foreach (var pending in state.Pending)
        {
            _lanes.Add(new PendingUpdate(pending.Offset, pending.Before(), pending.Key, _arrivals++)
            {
                Attempts = pending.Attempts,
                Due = pending.Due,
                Size = GuessedSize,
            });
        }
    }

    public EndpointSettings Settings { get; }

    /// <summary>Everything up to here was delivered, given up or is pending.</summary>
    public UpdateOffset Cursor { get; private set; }

    public int InFlight { get; private set; }

    /// <summary>Whether the feed had nothing beyond the cursor when it was read last. Set by who reads; unset when the feed grows.</summary>
    public bool IsUpToDate { get; set; }

    /// <summary>Whether nothing may be sent yet, because the endpoint is not verified.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether a read is under way. Set by who reads.</summary>
    public bool IsReading { get; set; }

    /// <summary>Counts up whenever what is being read would be out of place, because the cursor was moved.</summary>
    public int Generation { get; private set; }

    public DateTimeOffset? FailingSince { get; private set; }

    public WebhookDisabledReason? Disabled { get; private set; }

    public DateTimeOffset? PausedUntil => _pausedUntil;

    public bool IsBreakerOpen => _breaker.IsOpen;

    public IReadOnlyList<WebhookDeadLetter> DeadLetters => _dead;

    public int Pending => _lanes.Count;

    /// <summary>The part of the feed to read next when something is to be sent once more; else what follows the cursor is read.</summary>
    public DeliveryRange? Replay => _replays.Count > 0 ? _replays[0] : null;

    /// <summary>Whether updates should be read for it.</summary>
    public bool WantsMore => Disabled is null && !IsHeld && !IsReading && (!IsUpToDate || _replays.Count > 0) && (!_breaker.IsOpen || _lanes.Count == 0)
        && _lanes.Fresh < Settings.MaxInFlight && _lanes.Count < Settings.MaxPending;

    /// <summary>How many updates to read: enough for two rounds, and never more than may be pending.</summary>
    public int Room => Math.Max(1, Math.Min(2 * Settings.MaxInFlight, Settings.MaxPending - _lanes.Count));

    /// <summary>When it can be sent something, which may have passed; null when not before something else happens.</summary>
    public DateTimeOffset? ReadyAt
    {
        get
        {
            if (Disabled is not null || IsHeld || InFlight >= (_breaker.IsOpen ? 1 : Settings.MaxInFlight) || _lanes.First is not { } first)
            {
                return null;
            }

            var at = _breaker.IsOpen && _breaker.OpenUntil > first.Due ? _breaker.OpenUntil : first.Due;
            return _pausedUntil > at ? _pausedUntil : at;
        }
    }

    /// <summary>What goes next, when <see cref="ReadyAt"/> has come.</summary>
    public PendingUpdate First => _lanes.First!;

    /// <summary>Takes in what was read; what is pending already stays what it is.</summary>
    /// <param name="after">The cursor that was read from.</param>
    /// <param name="updates">What was read.</param>
    /// <param name="now">From when on it may be sent.</param>
    public void Accept(UpdateOffset after, IReadOnlyList<Update> updates, DateTimeOffset now)
    {
        foreach (var update in updates)
        {
            if (!_lanes.Contains(update.Offset))
            {
                var pending = new PendingUpdate(update.Offset, after, update.Key, _arrivals++) { Due = now, Size = update.Payload.Length };
                if (_loaded < 2 * Settings.MaxInFlight)
                {
                    pending.Loaded = update;
                    _loaded++;
                }

                _lanes.Add(pending);
            }

            after = update.Offset;
        }
    }

    /// <summary>Says how far the cursor was read.</summary>
    public void MoveCursor(UpdateOffset cursor) => Cursor = cursor;

    /// <summary>Says how far the first replay was read; it ends when nothing of it is left.</summary>
    public void MoveReplay(UpdateOffset after)
    {
        var replay = _replays[0];
        if (after >= replay.UpTo)
        {
            _replays.RemoveAt(0);
        }
        else
        {
            _replays[0] = replay with { After = after };
        }
    }

    public PendingUpdate Start()
    {
        var pending = First;
        _lanes.Start(pending);
        InFlight++;
        return pending;
    }

    /// <summary>Takes note of what an attempt came to.</summary>
    public AttemptResult Complete(PendingUpdate pending, AttemptOutcome outcome, DateTimeOffset now)
    {
        InFlight--;
        switch (outcome.Kind)
        {
            case AttemptKind.Delivered:
                _breaker = default;
                FailingSince = null;
                Unload(pending);
                _lanes.Remove(pending);
                return AttemptResult.Delivered;
            case AttemptKind.Abandoned:
                _lanes.Return(pending, now);
                return AttemptResult.Nothing;
            case AttemptKind.Expired:
                return Bury(pending, outcome.Reason, now);
            case AttemptKind.Unwanted:
                _lanes.Return(pending, now);
                return Disable(WebhookDisabledReason.EndpointGone);
            default:
                return Fail(pending, outcome, now);
        }
    }

    public AttemptResult Disable(WebhookDisabledReason reason)
    {
        Disabled = reason;
        return AttemptResult.Disabled;
    }

    /// <summary>Goes on: what waits is tried at once.</summary>
    public void Resume(DateTimeOffset now)
    {
        Disabled = null;
        FailingSince = null;
        _pausedUntil = null;
        _breaker = default;
        _lanes.HurryAll(now);
    }

    /// <summary>
    /// Takes up waits that were saved under a clock that was ahead of ours: they go on for as long as they had left. Time that the process was away for is
    /// lost then; a clock that was behind makes them shorter, which does no harm.
    /// </summary>
    public void Adjust(DateTimeOffset savedAt, DateTimeOffset now)
    {
        if (savedAt > now)
        {
            var ahead = savedAt - now;
            _lanes.Hurry(ahead);
            _pausedUntil -= ahead;
            FailingSince -= ahead;
            _breaker = _breaker.IsOpen ? _breaker with { OpenUntil = _breaker.OpenUntil - ahead } : _breaker;
        }
    }

    /// <summary>Goes back, or forward, to another place in the feed.</summary>
    public void Rewind(UpdateOffset cursor)
    {
        Cursor = cursor;
        IsUpToDate = false;
        Generation++;
        _dead.RemoveAll(letter => letter.Offset > cursor);
    }

    /// <summary>Sends a part of the feed once more; what of it was given up is no longer.</summary>
    public void Repeat(DeliveryRange range)
    {
        _dead.RemoveAll(letter => letter.Offset > range.After && letter.Offset <= range.UpTo);
        _replays.Add(range);
    }

    public EndpointState Snapshot(DateTimeOffset now) => new()
    {
        SavedAt = now,
        Cursor = Cursor,
        Pending = [.. _lanes.All.Select(PendingState.Of)],
        Replays = [.. _replays],
        DeadLetters = [.. _dead],
        FailingSince = FailingSince,
        PausedUntil = _pausedUntil,
        Disabled = Disabled,
        BreakerFailures = _breaker.Failures,
        BreakerOpenUntil = _breaker.OpenUntil,
    };

    private AttemptResult Fail(PendingUpdate pending, AttemptOutcome outcome, DateTimeOffset now)
    {
        pending.Attempts++;
        Unload(pending);
        FailingSince ??= now;
        _breaker = _breaker.Failed(now, _random);
        if (outcome.RetryAfter > TimeSpan.Zero)
        {
            var until = now + (outcome.RetryAfter < MaxPause ? outcome.RetryAfter : MaxPause);
            _pausedUntil = _pausedUntil > until ? _pausedUntil : until;
        }

        var result = AttemptResult.WillRetry;
        if (RetrySchedule.WaitAfter(pending.Attempts, _random) is { } wait)
        {
            _lanes.Return(pending, now + wait);
        }
        else
        {
            result = Bury(pending, outcome.Reason, now);
        }

        return now - FailingSince >= Settings.MaxFailing ? Disable(WebhookDisabledReason.Failing) : result;
    }

    private AttemptResult Bury(PendingUpdate pending, string reason, DateTimeOffset now)
    {
        Unload(pending);
        _lanes.Remove(pending);
        _dead.Add(new WebhookDeadLetter(pending.Offset, pending.Attempts, now, reason));
        return _dead.Count >= Settings.MaxDeadLetters ? Disable(WebhookDisabledReason.TooManyDeadLetters) : AttemptResult.DeadLettered;
    }

    // What waits for long, behind another one of its key or for its next attempt, is read again when its turn comes: no payloads pile up.
    private void Unload(PendingUpdate pending)
    {
        _loaded -= pending.Loaded is null ? 0 : 1;
        pending.Loaded = null;
    }
}
