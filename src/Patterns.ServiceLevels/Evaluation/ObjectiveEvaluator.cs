using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.ServiceLevels.Evaluation;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels;

/// <summary>
/// Evaluates objectives as each minute begins, tells what changed, carries out error-budget policies, and has indicators saved. Safe for use by several
/// threads at once. Call <see cref="Tick"/> yourself, or let <see cref="RunAsync"/> do it.
/// </summary>
public sealed class ObjectiveEvaluator : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ChangeFeed _changes;
    private readonly ObjectiveMetrics _metrics;
    private readonly Dictionary<string, ObjectiveWatch> _watches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Indicator> _indicators = new(StringComparer.Ordinal);
    private readonly HashSet<Indicator> _unjudged = [];
    private readonly ObjectiveBlocks _blocks = new();
    private DateTimeOffset? _lastTick;
    private long _ticks;

    /// <summary>Creates an evaluator.</summary>
    /// <param name="objectives">The objectives, each with a name of its own.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">Where changes are logged; null for nowhere.</param>
    /// <exception cref="ArgumentException">Two objectives have one name.</exception>
    public ObjectiveEvaluator(IEnumerable<Objective> objectives, TimeProvider? time = null, ILogger<ObjectiveEvaluator>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        _time = time ?? TimeProvider.System;
        _logger = logger ?? (ILogger)NullLogger.Instance;
        _changes = new ChangeFeed(exception => Log.SubscriberFailed(_logger, exception));
        _metrics = new ObjectiveMetrics(LastStatuses);
        foreach (var objective in objectives)
        {
            Add(objective);
        }
    }

    /// <summary>Every change, on the thread of the tick that found it. Completes when the evaluator is disposed.</summary>
    public IObservable<ObjectiveChange> Changes => _changes;

    /// <summary>The objectives, in the order of their names.</summary>
    public IReadOnlyList<Objective> Objectives
    {
        get
        {
            lock (_lock)
            {
                return [.. _watches.Values.Select(static watch => watch.Objective).OrderBy(static objective => objective.Name, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The indicators of the objectives and those that were added without one.</summary>
    public IReadOnlyList<Indicator> Indicators
    {
        get
        {
            lock (_lock)
            {
                return [.. _indicators.Values];
            }
        }
    }

    /// <summary>Adds an objective.</summary>
    /// <param name="objective">The objective.</param>
    /// <exception cref="ArgumentException">There is one of that name already.</exception>
    public void Add(Objective objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        lock (_lock)
        {
            if (_watches.ContainsKey(objective.Name))
            {
                throw new ArgumentException($"There are two objectives called '{objective.Name}'. Give each a name of its own.", nameof(objective));
            }

            Add(objective.Indicator);
            _unjudged.Remove(objective.Indicator);
            var watch = new ObjectiveWatch(objective, _watches.Count);
            _watches.Add(objective.Name, watch);
            _blocks.Add(watch);
        }
    }

    /// <summary>Adds an indicator without an objective, so that its minutes close and are saved.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <exception cref="ArgumentException">There is another indicator of that name already.</exception>
    public void Add(Indicator indicator)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        lock (_lock)
        {
            if (_indicators.TryAdd(indicator.Name, indicator))
            {
                _unjudged.Add(indicator);
            }
            else if (_indicators[indicator.Name] != indicator)
            {
                throw new ArgumentException($"There are two indicators called '{indicator.Name}'. Give each a name of its own.", nameof(indicator));
            }
        }
    }

    /// <summary>Adds an objective for every member of a group, those that are there and those that come later, and one for its overflow.</summary>
    /// <param name="group">The group.</param>
    /// <param name="create">Makes the objective of an indicator, with a name of its own.</param>
    public void Add(IndicatorGroup group, Func<Indicator, Objective> create)
    {
        ArgumentNullException.ThrowIfNull(group);
        ArgumentNullException.ThrowIfNull(create);
        group.MemberAdded += (_, member) => AddMember(member, create);
        AddMember(group.Overflow, create);
        foreach (var member in group.Members.Values)
        {
            AddMember(member, create);
        }
    }

    /// <summary>Where every objective stood at the last tick; none before the first.</summary>
    public IReadOnlyList<ObjectiveStatus> LastStatuses()
    {
        lock (_lock)
        {
            return _lastTick is { } at ? [.. _watches.Values.Select(watch => watch.StatusAt(at, _ticks))] : [];
        }
    }

    /// <summary>Closes minutes and judges every objective by those that are over: a minute that has only begun would make every short window look better.</summary>
    /// <param name="now">The current time. When the clock ran backwards, the minutes that were judged last are judged again.</param>
    /// <returns>What changed since the last tick, in the order of the objectives.</returns>
    public IReadOnlyList<ObjectiveChange> Tick(DateTimeOffset now)
    {
        var changes = new List<ObjectiveChange>();
        lock (_lock)
        {
            var openSlot = SlotRing.SlotOf(now);
            var judged = SlotRing.StartOf(openSlot).AddTicks(-1);
            _lastTick = judged < _lastTick ? _lastTick : judged;
            openSlot = SlotRing.SlotOf(_lastTick.Value) + 1;
            foreach (var indicator in _unjudged)
            {
                indicator.Advance(now);
            }

            _ticks++;
            foreach (var (watch, decisions, changed) in _blocks.Tick(openSlot - 1))
            {
                watch.AddChanges(decisions, changed, watch.StatusAt(_lastTick.Value, _ticks), changes);
            }
        }

        foreach (var change in changes)
        {
            Tell(change);
        }

        return changes;
    }

    /// <summary>
    /// Loads indicators, then ticks as each minute begins and saves what changed, until it is cancelled. It then saves the open minute and ends without an error.
    /// A store that answers late holds up no tick.
    /// </summary>
    /// <param name="store">
    /// Where indicators are kept; null for nowhere. When it fails, that is logged and the next save loads what was not loaded and writes what is missing.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ServiceLevelStateException">What was kept is damaged, or another process writes to the same folder.</exception>
    public async Task RunAsync(IndicatorStore? store, CancellationToken cancellationToken)
    {
        var saving = LoadAsync(store, cancellationToken);
        try
        {
            // What was kept is part of the first decision, unless the store keeps it waiting for longer than a minute.
            if (!saving.IsCompleted)
            {
                await Task.WhenAny(saving, UntilNextMinuteAsync(cancellationToken)).ConfigureAwait(false);
            }

            for (var isFirst = true; ; isFirst = false)
            {
                Tick(_time.GetUtcNow());
                if (saving.IsCompleted)
                {
                    await saving.ConfigureAwait(false);
                    saving = isFirst ? Task.CompletedTask : SaveAsync(store, withOpenMinute: false, cancellationToken);
                }

                await UntilNextMinuteAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Tick(_time.GetUtcNow());
            await saving.ConfigureAwait(false);
            await SaveAsync(store, withOpenMinute: true, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Completes <see cref="Changes"/> and takes the metrics back.</summary>
    public void Dispose()
    {
        _changes.Complete();
        _metrics.Dispose();
    }

    private void AddMember(Indicator member, Func<Indicator, Objective> create)
    {
        lock (_lock)
        {
            if (!_indicators.ContainsKey(member.Name))
            {
                Add(create(member));
            }
        }
    }

    private void Tell(ObjectiveChange change)
    {
        Log.Changed(_logger, change.Objective.Name, change.Kind, change.Status);
        if (change.Level is { } level)
        {
            var action = change.Kind == ObjectiveChangeKind.LevelEntered ? level.OnEntered : level.OnLeft;
            _changes.Guard(() => action?.Invoke(change));
        }

        _changes.Publish(change);
    }

    private Task UntilNextMinuteAsync(CancellationToken cancellationToken) => Task.Delay(MinuteClock.UntilNextMinute(_time.GetUtcNow()), _time, cancellationToken);

    private Task LoadAsync(IndicatorStore? store, CancellationToken cancellationToken)
        => store is null ? Task.CompletedTask : GuardAsync(() => store.LoadAsync(Indicators, cancellationToken), cancellationToken);

    private Task SaveAsync(IndicatorStore? store, bool withOpenMinute, CancellationToken cancellationToken)
        => store is null ? Task.CompletedTask : GuardAsync(() => store.SaveAsync(Indicators, withOpenMinute, cancellationToken), cancellationToken);

    // What a save could not do the next one does: it loads what was not loaded and writes what is missing.
    private async Task GuardAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (ObjectStoreException exception)
        {
            Log.SaveFailed(_logger, exception);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
