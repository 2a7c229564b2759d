using System.Numerics;

namespace Patterns.ServiceLevels.Slots;

/// <summary>
/// The counts of a block's slots in as many bits as they need: each number less the smallest of the block. Steady traffic takes two bytes a minute instead of sixteen.
/// </summary>
internal readonly struct PackedSlots
{
    private readonly ulong[]? _bits;
    private readonly long _minTotal;
    private readonly long _minBad;
    private readonly byte _totalWidth;
    private readonly byte _badWidth;

    private PackedSlots(ulong[]? bits, (long Total, long Bad) min, int totalWidth, int badWidth)
    {
        _bits = bits;
        (_minTotal, _minBad) = min;
        (_totalWidth, _badWidth) = ((byte)totalWidth, (byte)badWidth);
    }

    public static PackedSlots Pack(ReadOnlySpan<EventCounts> slots)
    {
        var (min, max) = ((Total: long.MaxValue, Bad: long.MaxValue), (Total: 0L, Bad: 0L));
        foreach (var slot in slots)
        {
            min = (Math.Min(min.Total, slot.Total), Math.Min(min.Bad, slot.Bad));
            max = (Math.Max(max.Total, slot.Total), Math.Max(max.Bad, slot.Bad));
        }

        var (totalWidth, badWidth) = (Width(max.Total - min.Total), Width(max.Bad - min.Bad));
        if (totalWidth + badWidth == 0)
        {
            return new PackedSlots(null, min, 0, 0);
        }

        var bits = new ulong[(((totalWidth + badWidth) * slots.Length) + 63) / 64];
        var position = 0;
        foreach (var slot in slots)
        {
            Write(bits, ref position, totalWidth, (ulong)(slot.Total - min.Total));
            Write(bits, ref position, badWidth, (ulong)(slot.Bad - min.Bad));
        }

        return new PackedSlots(bits, min, totalWidth, badWidth);
    }

    public EventCounts this[int slotIndex]
    {
        get
        {
            var position = slotIndex * (_totalWidth + _badWidth);
            var total = _minTotal + (long)Read(position, _totalWidth);
            var bad = _minBad + (long)Read(position + _totalWidth, _badWidth);
            return EventCounts.Unchecked(total - bad, total);
        }
    }

    /// <summary>Unpacks the slots from one on.</summary>
    public void Unpack(int slotIndex, Span<EventCounts> slots)
    {
        foreach (ref var slot in slots)
        {
            slot = this[slotIndex++];
        }
    }

    private static int Width(long range) => 64 - BitOperations.LeadingZeroCount((ulong)range);

    private static void Write(ulong[] bits, ref int position, int width, ulong value)
    {
        if (width == 0)
        {
            return;
        }

        var (word, shift) = (position >> 6, position & 63);
        bits[word] |= value << shift;
        if (shift + width > 64)
        {
            bits[word + 1] = value >> (64 - shift);
        }

        position += width;
    }

    private ulong Read(int position, int width)
    {
        if (width == 0)
        {
            return 0;
        }

        var (word, shift) = (position >> 6, position & 63);
        var value = _bits![word] >> shift;
        if (shift + width > 64)
        {
            value |= _bits[word + 1] << (64 - shift);
        }

        return width == 64 ? value : value & ((1UL << width) - 1);
    }
}
