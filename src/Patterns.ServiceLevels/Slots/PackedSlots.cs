using System.Numerics;
using System.Runtime.CompilerServices;

namespace Patterns.ServiceLevels.Slots;

/// <summary>
/// The counts of a block's slots in as many bits as they need: totals less a line through the block, since traffic rises and falls with the day, and bad ones
/// less the fewest of the block. Steady traffic takes two bytes a minute instead of sixteen.
/// </summary>
internal readonly struct PackedSlots
{
    private readonly ulong[]? _bits;
    private readonly long _minTotal;
    private readonly long _minBad;
    private readonly long _slope;
    private readonly byte _totalWidth;
    private readonly byte _badWidth;

    private PackedSlots(ulong[]? bits, (long Total, long Bad) min, long slope, int totalWidth, int badWidth)
    {
        _bits = bits;
        (_minTotal, _minBad) = min;
        _slope = slope;
        (_totalWidth, _badWidth) = ((byte)totalWidth, (byte)badWidth);
    }

    public static PackedSlots Pack(ReadOnlySpan<EventCounts> slots)
    {
        var slope = Slope(slots);
        var (min, max) = ((Total: long.MaxValue, Bad: long.MaxValue), (Total: long.MinValue, Bad: 0L));
        for (var index = 0; index < slots.Length; index++)
        {
            var (total, bad) = (slots[index].Total - Line(slope, index), slots[index].Bad);
            min = (Math.Min(min.Total, total), Math.Min(min.Bad, bad));
            max = (Math.Max(max.Total, total), Math.Max(max.Bad, bad));
        }

        var (totalWidth, badWidth) = (Width(max.Total - min.Total), Width(max.Bad - min.Bad));
        if (totalWidth + badWidth == 0)
        {
            return new PackedSlots(null, min, slope, 0, 0);
        }

        var bits = new ulong[(((totalWidth + badWidth) * slots.Length) + 63) / 64];
        var position = 0;
        for (var index = 0; index < slots.Length; index++)
        {
            Write(bits, ref position, totalWidth, (ulong)(slots[index].Total - Line(slope, index) - min.Total));
            Write(bits, ref position, badWidth, (ulong)(slots[index].Bad - min.Bad));
        }

        return new PackedSlots(bits, min, slope, totalWidth, badWidth);
    }

    public EventCounts this[int slotIndex]
    {
        get
        {
            EventCounts slot = default;
            Unpack(slotIndex, new Span<EventCounts>(ref slot));
            return slot;
        }
    }

    /// <summary>Unpacks the slots from one on.</summary>
    public void Unpack(int slotIndex, Span<EventCounts> slots)
    {
        var (totalWidth, width, slope, minTotal, minBad) = ((int)_totalWidth, _totalWidth + _badWidth, _slope, _minTotal, _minBad);
        var (position, line, totalMask) = (slotIndex * width, slope * slotIndex, Mask(totalWidth));
        ReadOnlySpan<ulong> bits = width == 0 ? [0] : _bits;
        foreach (ref var slot in slots)
        {
            // Both in one reading where they fit one word.
            var total = Read(bits, position, width < 64 ? width : totalWidth);
            var bad = width < 64 ? total >> totalWidth : Read(bits, position + totalWidth, width - totalWidth);
            var all = minTotal + (line >> 16) + (long)(total & totalMask);
            slot = EventCounts.Unchecked(all - minBad - (long)bad, all);
            position += width;
            line += slope;
        }
    }

    // Events per slot in 1/65536, from the mean of the first half to that of the second; none where the products might not fit 64 bits.
    private static long Slope(ReadOnlySpan<EventCounts> slots)
    {
        const long Most = 1L << 36;
        var (half, first, second) = (slots.Length / 2, 0L, 0L);
        for (var index = 0; index < 2 * half; index++)
        {
            if (slots[index].Total > Most)
            {
                return 0;
            }

            first += index < half ? slots[index].Total : 0;
            second += index < half ? 0 : slots[index].Total;
        }

        return half == 0 ? 0 : (second - first) / half * 65536 / half;
    }

    private static long Line(long slope, int index) => (slope * index) >> 16;

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Read(ReadOnlySpan<ulong> bits, int position, int width)
    {
        var (word, shift) = (position >> 6, position & 63);
        var value = bits[word] >> shift;
        if (shift + width > 64)
        {
            value |= bits[word + 1] << (64 - shift);
        }

        return value & Mask(width);
    }

    private static ulong Mask(int width) => width == 0 ? 0 : ulong.MaxValue >> (64 - width);
}
