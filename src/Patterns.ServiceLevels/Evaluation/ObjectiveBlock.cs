using System.Runtime.Intrinsics;
using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>
/// Objectives with windows of the same lengths, whose sums move on by a minute at a time: a minute closes, it comes into every window, one minute leaves each
/// window, the sums are decided on. What leaves in the next minutes is read ahead and lies together minute by minute, so that a tick walks through memory in
/// order instead of looking up every objective's history. Not safe for use by several threads at once.
/// </summary>
internal sealed class ObjectiveBlock
{
    public const int MaxCount = 64;

    // Minutes that are read ahead and minutes that are remembered. What leaves a window that is shorter is remembered, not read.
    private const int Ahead = 32;

    private readonly WindowSet _windows;
    private readonly int _short;
    private readonly int _stagger;
    private readonly List<DecisionChange> _changes = [];
    private Row[] _rows = [];
    private Vector128<long>[] _sums = []; // good and bad by row and window
    private Vector128<long>[] _came = []; // by minute and row
    private Vector128<long>[] _leaving = []; // by minute, row and longer window; nothing leaves a window that follows the calendar
    private long _slot = -1;
    private long _fetched; // means nothing, but makes fetching have a result

    /// <param name="windows">The windows that the objectives have in common.</param>
    /// <param name="stagger">Blocks with different numbers read ahead in different minutes.</param>
    public ObjectiveBlock(WindowSet windows, int stagger)
    {
        _windows = windows;
        _short = windows.CountShorter(Ahead);
        _stagger = stagger % Ahead;
    }

    public int Count { get; private set; }

    /// <summary>Of which objectives something was decided otherwise at the last tick than before it.</summary>
    public IReadOnlyList<DecisionChange> Changes => _changes;

    private int Longer => _windows.Lengths.Length - _short;

    public void Add(ObjectiveWatch watch)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Math.Clamp(2 * Count, 4, MaxCount));
            _sums = new Vector128<long>[_rows.Length * _windows.Lengths.Length];
            _came = new Vector128<long>[Ahead * _rows.Length];
            _leaving = new Vector128<long>[Ahead * _rows.Length * Longer];
            _slot = -1;
        }

        var thresholds = new Thresholds(watch.Objective, _windows);
        for (var row = 0; row < Count; row++)
        {
            thresholds = _rows[row].Thresholds.Equal(thresholds) ? _rows[row].Thresholds : thresholds;
        }

        _rows[Count++] = new Row { Watch = watch, Indicator = watch.Objective.Indicator, Derived = watch.Objective.DerivedSlots, Thresholds = thresholds };
    }

    /// <summary>Closes a minute and decides on all that are over by then.</summary>
    public void Tick(long slot)
    {
        _changes.Clear();
        var isNext = slot == _slot + 1;
        _slot = -1; // until all have moved
        Fetch(slot);
        var came = Came(slot);
        for (var row = 0; row < came.Length; row++)
        {
            came[row] = Pair(Close(row, slot, isNext));
        }

        Move(slot);
        for (var row = 0; row < Count; row++)
        {
            Decide(row);
        }

        _slot = slot;
    }

    private EventCounts Close(int index, long slot, bool isNext)
    {
        ref var row = ref _rows[index];
        lock (row.Indicator.Gate)
        {
            var ring = row.Indicator.RingAt(slot + 1);
            ring = row.Derived?.Of(ring) ?? ring;
            if (!isNext || ring != row.Ring || ring.PastVersion != row.PastVersion || slot >= row.PeriodEnd)
            {
                Start(index, ring, slot);
            }
            else if (Minute(slot) == 0)
            {
                ReadAhead(index, ring, slot);
            }

            return ring[slot];
        }
    }

    private void Move(long slot)
    {
        var width = _windows.Lengths.Length;
        var came = Came(slot);
        for (var window = 0; window < _short; window++)
        {
            var left = Came(slot - _windows.Lengths[window]);
            for (var row = 0; row < came.Length; row++)
            {
                _sums[(row * width) + window] += came[row] - left[row];
            }
        }

        for (var row = 0; row < came.Length; row++)
        {
            var sums = Sums(row)[_short..];
            var leaving = Leaving(row, Minute(slot));
            for (var window = 0; window < sums.Length; window++)
            {
                sums[window] += came[row] - leaving[window];
            }
        }
    }

    private void Decide(int index)
    {
        ref var row = ref _rows[index];
        var decisions = row.Thresholds.Decide(Sums(index));
        if (decisions != row.Decisions)
        {
            _changes.Add(new DecisionChange(row.Watch, decisions, decisions ^ row.Decisions));
            row.Decisions = decisions;
        }
    }

    /// <summary>Sums up what was before a slot.</summary>
    private void Start(int index, SlotRing ring, long slot)
    {
        ref var row = ref _rows[index];
        (row.Ring, row.PastVersion) = (ring, ring.PastVersion);
        (var periodStart, row.PeriodEnd) = row.Watch.Objective.PeriodAt(slot);
        var sums = Sums(index);
        for (var window = 0; window < sums.Length; window++)
        {
            var length = _windows.Lengths[window];
            sums[window] = Pair(ring.Sum(length == WindowSet.Calendar ? periodStart : slot - length, slot));
        }

        for (var past = slot - Ahead + 1; past < slot; past++)
        {
            Came(past)[index] = Pair(ring[past]);
        }

        ReadAhead(index, ring, slot);
    }

    /// <summary>Reads what leaves from a slot on, until all are read again.</summary>
    private void ReadAhead(int index, SlotRing ring, long slot)
    {
        var (minute, stride) = (Minute(slot), _rows.Length * Longer);
        var longer = _windows.Rolling[_short..];
        foreach (var length in longer)
        {
            _fetched += ring[slot - length].Total;
        }

        Span<EventCounts> counts = stackalloc EventCounts[Ahead];
        counts = counts[minute..];
        for (var window = 0; window < longer.Length; window++)
        {
            ring.CopyTo(slot - longer[window], counts);
            var place = (minute * stride) + (index * Longer) + window;
            foreach (ref readonly var count in counts)
            {
                _leaving[place] = Pair(count);
                place += stride;
            }
        }
    }

    /// <summary>
    /// Reads one number of each object that the minute needs. A row's objects lie anywhere in memory: asked for one after the other, before the first is used,
    /// they come to the cache many at once.
    /// </summary>
    private void Fetch(long slot)
    {
        var rows = _rows.AsSpan(0, Count);
        for (var step = 0; step < Indicator.FetchSteps; step++)
        {
            foreach (ref readonly var row in rows)
            {
                _fetched += row.Indicator.Fetch(step, slot);
            }
        }
    }

    private static Vector128<long> Pair(EventCounts counts) => Vector128.Create(counts.Good, counts.Bad);

    private int Minute(long slot) => (int)((slot + _stagger) % Ahead);

    private Span<Vector128<long>> Sums(int row) => _sums.AsSpan(row * _windows.Lengths.Length, _windows.Lengths.Length);

    private Span<Vector128<long>> Came(long slot) => _came.AsSpan(Minute(slot) * _rows.Length, Count);

    private Span<Vector128<long>> Leaving(int row, int minute) => _leaving.AsSpan(((minute * _rows.Length) + row) * Longer, Longer);

    private struct Row
    {
        public required ObjectiveWatch Watch;
        public required Indicator Indicator;
        public required BudgetSlots? Derived;
        public required Thresholds Thresholds;
        public SlotRing? Ring;
        public long PastVersion;
        public long PeriodEnd;
        public ulong Decisions;
    }
}
