using System.Runtime.CompilerServices;
using Patterns.Core;
using Patterns.ServiceLevels.Recording;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels;

/// <summary>
/// Counts good and valid events per minute: what is measured. <see cref="Record(bool)"/> takes a few nanoseconds and never allocates after a thread's first
/// call. Safe for use by several threads at once.
/// </summary>
/// <remarks>
/// <para>
/// Recording does not read a clock. What was recorded since the last <see cref="Advance"/> belongs to the minute that was open then. <c>Advance</c> is called
/// by the evaluator as each minute begins, and by every evaluation.
/// </para>
/// <para>When the clock runs backwards the open minute stays open until the clock has caught up: nothing is lost and nothing is counted twice.</para>
/// </remarks>
public sealed class Indicator
{
    private StripedCounter _counter = new();
    private readonly SlotRing _ring; // also the lock: it is on its way to the cache in any case
    private IMinuteSource[] _sources = [];
    private (long Good, long Bad) _taken;
    private long _openSlot = -1;

    /// <summary>Creates an indicator.</summary>
    /// <param name="name">Name, unique among the indicators that are kept in one place; also the name of the persisted object.</param>
    /// <param name="options">What it is and how long it remembers; null for the defaults.</param>
    /// <exception cref="ArgumentException">The name is empty or is not part of a path of an object.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The retention is out of range.</exception>
    public Indicator(string name, IndicatorOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ObjectPath.Require(name);
        options ??= new IndicatorOptions();
        if (options.Retention < TimeSpan.FromHours(1) || options.Retention > TimeSpan.FromDays(3660))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Retention, $"{nameof(IndicatorOptions.Retention)} of indicator '{name}' is 1 hour to 3660 days, but is {options.Retention:c}.");
        }

        Name = name;
        Description = options.Description;
        _ring = new SlotRing((int)(options.Retention.Ticks / TimeSpan.TicksPerMinute), BlockShift(name));
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>What is measured, for people; null for nothing.</summary>
    public string? Description { get; }

    /// <summary>How far back minutes are kept.</summary>
    public TimeSpan Retention
    {
        get
        {
            lock (_ring)
            {
                return SlotHistory.SlotLength * _ring.Capacity;
            }
        }
    }

    /// <summary>Start of the first minute that has data, UTC; null when none has.</summary>
    public DateTimeOffset? FirstData
    {
        get
        {
            lock (_ring)
            {
                return _ring.First < 0 ? null : SlotRing.StartOf(_ring.First);
            }
        }
    }

    /// <summary>Counts one event in the open minute.</summary>
    /// <param name="good">Whether it was good.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Record(bool good) => _counter.Add(good);

    /// <summary>Counts events in the open minute.</summary>
    /// <param name="counts">Good and all events.</param>
    public void Record(EventCounts counts) => _counter.Add(counts.Good, counts.Bad);

    /// <summary>Counts events in the minute of an instant: replay and backfill. An instant after the open minute opens its own.</summary>
    /// <param name="counts">Good and all events.</param>
    /// <param name="at">When they happened.</param>
    /// <returns>False, and nothing is counted, when the instant is further back than minutes are kept.</returns>
    public bool Record(EventCounts counts, DateTimeOffset at)
    {
        lock (_ring)
        {
            Collect();
            return _ring.Add(SlotRing.SlotOf(at), counts);
        }
    }

    /// <summary>Replaces minutes by those of a history, which is how a missed time is filled in without counting anything twice.</summary>
    /// <param name="history">The minutes; those without data leave what is there.</param>
    /// <returns>How many minutes were replaced; those further back than minutes are kept are not.</returns>
    public int Backfill(SlotHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        lock (_ring)
        {
            Collect();
            // In order of time, so that minutes after the newest one go where new minutes go. Those that the last one will push out are left out.
            var (first, replaced) = (SlotRing.SlotOf(history.Start), 0);
            var oldest = _ring.OldestAt(Math.Max(_ring.Newest, first + history.Count - 1));
            for (var index = (int)Math.Clamp(oldest - first, 0, history.Count); index < history.Count; index++)
            {
                if (!history[index].IsEmpty)
                {
                    _ring.Set(first + index, history[index]);
                    replaced++;
                }
            }

            if (history.Count > 0)
            {
                _ring.MoveTo(first + history.Count - 1);
            }

            return replaced;
        }
    }

    /// <summary>Lets a source judge every minute as it closes. A minute that closes more than an hour late is not judged: it has no data.</summary>
    /// <param name="source">The source.</param>
    public void Attach(IMinuteSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        lock (_ring)
        {
            _sources = [.. _sources, source];
        }
    }

    /// <summary>Moves what was recorded into the open minute and opens the minute of an instant when that is a later one.</summary>
    /// <param name="now">The current time.</param>
    public void Advance(DateTimeOffset now)
    {
        lock (_ring)
        {
            AdvanceTo(SlotRing.SlotOf(now));
        }
    }

    /// <summary>The events of the minutes that start within a window; the open minute as far as it has got.</summary>
    /// <param name="window">The window.</param>
    public EventCounts Count(TimeWindow window)
    {
        lock (_ring)
        {
            Collect();
            return _ring.Sum(FirstSlotFrom(window.Start), FirstSlotFrom(window.End));
        }
    }

    /// <summary>The minutes that start within a window, as far as they are kept.</summary>
    /// <param name="window">The window.</param>
    public SlotHistory History(TimeWindow window)
    {
        lock (_ring)
        {
            Collect();
            var from = Math.Max(FirstSlotFrom(window.Start), _ring.Oldest);
            var end = Math.Max(from, Math.Min(FirstSlotFrom(window.End), _ring.Newest + 1));
            return new SlotHistory(SlotRing.StartOf(from), _ring.Copy(from, end));
        }
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal static long FirstSlotFrom(DateTimeOffset instant) => (instant.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute;

    /// <summary>Runs a reading under the indicator's lock, with everything recorded so far in its slot.</summary>
    internal T Read<T>(long slot, Func<SlotRing, T> read)
    {
        lock (_ring)
        {
            AdvanceTo(slot);
            return read(_ring);
        }
    }

    /// <summary>Guards everything but recording.</summary>
    internal object Gate => _ring;

    /// <summary>The slots with everything recorded so far, for who holds <see cref="Gate"/>.</summary>
    internal SlotRing RingAt(long openSlot)
    {
        AdvanceTo(openSlot);
        return _ring;
    }

    /// <summary>In how many steps <see cref="Fetch"/> gets at everything that closing a minute needs.</summary>
    internal const int FetchSteps = 3;

    /// <summary>Reads something of the objects that closing a minute needs, each step one object further, without the lock: the sum means nothing.</summary>
    internal long Fetch(int step, long slot) => step switch
    {
        0 => _openSlot + _taken.Good,
        1 => _counter.Fetch() + _ring.Fetch(),
        _ => _ring.Fetch(slot),
    };

    /// <summary>Runs a reading under the indicator's lock.</summary>
    internal T Read<T>(Func<SlotRing, T> read)
    {
        lock (_ring)
        {
            Collect();
            return read(_ring);
        }
    }

    /// <summary>The slots that changed since the last call, without the open one unless asked for.</summary>
    internal SlotRun[] TakeChanges(bool withOpen, out long from)
    {
        lock (_ring)
        {
            Collect();
            var end = withOpen ? _ring.Newest + 1 : _ring.Newest;
            from = Math.Max(_ring.DirtyFrom, _ring.Oldest);
            var runs = from < end ? SlotRun.Split(from, _ring.Copy(from, end)) : [];
            _ring.Saved(Math.Max(end, 0));
            return runs;
        }
    }

    internal void PutBackChanges(long from)
    {
        lock (_ring)
        {
            _ring.NotSaved(from);
        }
    }

    internal SlotRun[] AllClosed()
    {
        lock (_ring)
        {
            return _ring.First < 0 ? [] : SlotRun.Split(Math.Max(_ring.First, _ring.Oldest), _ring.Copy(Math.Max(_ring.First, _ring.Oldest), _ring.Newest + 1));
        }
    }

    /// <summary>Sets slots as they were saved. They count as saved.</summary>
    internal void Restore(IEnumerable<SlotRun> runs)
    {
        lock (_ring)
        {
            foreach (var run in runs)
            {
                for (var index = 0; index < run.Slots.Length; index++)
                {
                    if (run.First + index >= _ring.Oldest)
                    {
                        _ring.Set(run.First + index, run.Slots[index]);
                    }
                }
            }

            _ring.Saved(_ring.Newest + 1);
        }
    }

    /// <summary>Adds slots that were saved under the name before this indicator was there. What they alone hold counts as saved.</summary>
    internal void Join(IEnumerable<SlotRun> runs)
    {
        lock (_ring)
        {
            var unsaved = _ring.DirtyFrom;
            foreach (var run in runs)
            {
                for (var index = 0; index < run.Slots.Length; index++)
                {
                    _ring.Add(run.First + index, run.Slots[index]);
                }
            }

            _ring.Saved(_ring.Newest + 1);
            _ring.NotSaved(unsaved);
        }
    }

    /// <summary>How much more slots hold than those of the same minutes here.</summary>
    internal SlotRun[] Excess(IEnumerable<SlotRun> runs)
    {
        lock (_ring)
        {
            return [.. runs.Select(run => new SlotRun(run.First, [.. run.Slots.Select((slot, index) => EventCounts.Clamp(slot.Good - _ring[run.First + index].Good, slot.Total - _ring[run.First + index].Total))]))];
        }
    }

    internal void EnsureRetention(TimeSpan length)
    {
        lock (_ring)
        {
            _ring.Grow((int)(length.Ticks / TimeSpan.TicksPerMinute));
        }
    }

    private void AdvanceTo(long slot)
    {
        // The first minute to be known is where everything belongs that was recorded before.
        _openSlot = _openSlot < 0 ? slot : _openSlot;
        Collect();
        if (slot > _openSlot)
        {
            if (_sources.Length > 0)
            {
                CloseMinutes(slot);
            }

            _openSlot = slot;
        }

        _ring.MoveTo(_openSlot);
    }

    // Of the name, so that it is the same in every process.
    private static int BlockShift(string name)
    {
        var hash = 0u;
        foreach (var character in name)
        {
            hash = (hash * 31) + character;
        }

        return (int)(hash % SlotRing.BlockLength);
    }

    private void CloseMinutes(long slot)
    {
        const long MostLate = 60;
        for (var minute = Math.Max(_openSlot, slot - MostLate); minute < slot; minute++)
        {
            foreach (var source in _sources)
            {
                _ring.Add(minute, source.Close(SlotRing.StartOf(minute)));
            }
        }
    }

    private void Collect()
    {
        if (_openSlot < 0)
        {
            return;
        }

        var (good, bad) = _counter.Read();
        if (good != _taken.Good || bad != _taken.Bad)
        {
            _ring.Add(_openSlot, new EventCounts(good - _taken.Good, good - _taken.Good + bad - _taken.Bad));
            _taken = (good, bad);
        }
    }
}
