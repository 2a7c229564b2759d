using Patterns.ServiceLevels.Slots;

namespace Patterns.ServiceLevels.Evaluation;

/// <summary>
/// The sums of several windows that end at the same minute and move on by one minute at a time: the new minute comes in, one minute per window leaves. What
/// leaves in the next minutes is read ahead, so that most steps touch a few cache lines however long the windows are. Not safe for use by several threads at once.
/// </summary>
internal sealed class WindowSums
{
    private const int Ahead = 32;

    private readonly long[] _lengths;
    private readonly int _shortWindows;
    private readonly int _stagger;
    private readonly long[] _sums;
    private readonly long[] _leaving;
    private SlotRing? _ring;
    private long _version;
    private long _slot;
    private int _phase;

    /// <param name="lengths">Lengths in minutes, ascending.</param>
    /// <param name="stagger">Any number; those with different ones read ahead in different minutes.</param>
    public WindowSums(long[] lengths, int stagger)
    {
        _lengths = lengths;
        _shortWindows = lengths.Count(static length => length <= Ahead);
        _stagger = (int)((uint)stagger % Ahead);
        _sums = new long[2 * lengths.Length];
        _leaving = new long[2 * lengths.Length * Ahead];
    }

    public EventCounts this[int window] => new(_sums[2 * window], _sums[2 * window] + _sums[(2 * window) + 1]);

    /// <summary>Good and bad of each window in turn.</summary>
    public ReadOnlySpan<long> Sums => _sums;

    /// <summary>Lets every window end with a slot, which has to be closed.</summary>
    public void MoveTo(SlotRing ring, long slot)
    {
        if (ring != _ring || ring.PastVersion != _version || slot != _slot + 1)
        {
            Reset(ring, slot);
            return;
        }

        _slot = slot;
        if (_phase == Ahead)
        {
            _phase = 0;
            ReadAhead(ring, slot);
        }

        var added = ring[slot];
        var (good, bad) = (added.Good, added.Bad);
        var sums = _sums.AsSpan();
        var leaving = _leaving.AsSpan(_phase++ * sums.Length, sums.Length);
        for (var index = 0; index + 1 < sums.Length; index += 2)
        {
            sums[index] += good - leaving[index];
            sums[index + 1] += bad - leaving[index + 1];
        }

        // What leaves a short window was not there when the others were read.
        for (var window = 0; window < _shortWindows; window++)
        {
            var left = ring[slot - _lengths[window]];
            sums[2 * window] -= left.Good;
            sums[(2 * window) + 1] -= left.Bad;
        }
    }

    private void Reset(SlotRing ring, long slot)
    {
        (_ring, _version, _slot, _phase) = (ring, ring.PastVersion, slot, _stagger);
        for (var window = 0; window < _lengths.Length; window++)
        {
            var sum = ring.Sum(slot + 1 - _lengths[window], slot + 1);
            (_sums[2 * window], _sums[(2 * window) + 1]) = (sum.Good, sum.Bad);
        }

        ReadAhead(ring, slot + 1);
    }

    private void ReadAhead(SlotRing ring, long slot)
    {
        Span<EventCounts> slots = stackalloc EventCounts[Ahead];
        slots = slots[_phase..];
        for (var window = _shortWindows; window < _lengths.Length; window++)
        {
            ring.CopyTo(slot - _lengths[window], slots);
            for (var step = 0; step < slots.Length; step++)
            {
                var place = (((_phase + step) * _lengths.Length) + window) * 2;
                (_leaving[place], _leaving[place + 1]) = (slots[step].Good, slots[step].Bad);
            }
        }
    }
}
