using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>
/// The counts of consecutive minutes: what an indicator keeps, what is persisted, and what objectives, agreements and advice are computed from.
/// A minute without events has empty counts. Immutable; the default of a minute is no data.
/// </summary>
public sealed class SlotHistory
{
    /// <summary>The length of a slot: one minute.</summary>
    public static TimeSpan SlotLength => TimeSpan.FromMinutes(1);

    private readonly EventCounts[] _slots;

    /// <summary>Creates a history.</summary>
    /// <param name="start">Start of the first slot, a whole minute.</param>
    /// <param name="slots">The counts of the slots, in order; copied.</param>
    /// <exception cref="ArgumentOutOfRangeException">The start is not a whole minute.</exception>
    public SlotHistory(DateTimeOffset start, IEnumerable<EventCounts> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        Start = RequireWholeMinute(start);
        _slots = [.. slots];
    }

    internal SlotHistory(DateTimeOffset start, EventCounts[] slots)
    {
        Start = start;
        _slots = slots;
    }

    /// <summary>Start of the first slot, UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>End of the last slot, UTC.</summary>
    public DateTimeOffset End => Start + (SlotLength * _slots.Length);

    /// <summary>How many slots there are.</summary>
    public int Count => _slots.Length;

    /// <summary>The counts in order.</summary>
    public ReadOnlySpan<EventCounts> Slots => _slots;

    /// <summary>The counts of a slot.</summary>
    /// <param name="slotIndex">0 for the first slot.</param>
    public EventCounts this[int slotIndex] => _slots[slotIndex];

    /// <summary>When a slot starts, UTC.</summary>
    /// <param name="slotIndex">0 for the first slot.</param>
    public DateTimeOffset StartOf(int slotIndex) => Start + (SlotLength * slotIndex);

    /// <summary>The slots that start within a window; those that the history does not reach are left out.</summary>
    /// <param name="window">The window.</param>
    public SlotHistory Within(TimeWindow window)
    {
        var first = Math.Clamp(IndexAtOrAfter(window.Start), 0, _slots.Length);
        var end = Math.Clamp(IndexAtOrAfter(window.End), first, _slots.Length);
        return new SlotHistory(StartOf((int)first), _slots[(int)first..(int)end]);
    }

    /// <summary>All slots together.</summary>
    /// <exception cref="OverflowException">There are more than 2^63 - 1 events.</exception>
    public EventCounts Total()
    {
        var sum = default(EventCounts);
        foreach (var slot in _slots)
        {
            sum += slot;
        }

        return sum;
    }

    private static DateTimeOffset RequireWholeMinute(DateTimeOffset start)
        => start.UtcTicks % SlotLength.Ticks == 0
            ? start.ToUniversalTime()
            : throw new ArgumentOutOfRangeException(nameof(start), start, $"A history starts at a whole minute (UTC), but {start:O} is none.");

    private long IndexAtOrAfter(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks - Start.UtcTicks;
        var index = Math.DivRem(ticks, SlotLength.Ticks, out var rest);
        return rest > 0 ? index + 1 : index;
    }
}
