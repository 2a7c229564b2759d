using System.Buffers.Binary;

namespace Patterns.Columnar.Tests.Parquet.Fuzzing;

/// <summary>Damages files: bits, bytes, lengths, numbers of headers and footers, missing and foreign parts. The same random numbers give the same mutant.</summary>
internal sealed class Mutator(IReadOnlyList<FuzzSeed> seeds, Random random)
{
    private static readonly long[] Extremes =
    [
        0, 1, 2, 3, 7, 8, 100, 127, 128, 255, 256, 32_767, 65_535, 65_536, 1 << 24, (1 << 30) - 1, 1 << 30, int.MaxValue - 1, int.MaxValue, 1L << 31, uint.MaxValue,
        1L << 40, long.MaxValue, -1, -2, -8, int.MinValue, long.MinValue,
    ];

    public byte[] Mutate(FuzzSeed seed)
    {
        var bytes = (byte[])seed.Bytes.Clone();
        for (var count = 1 + random.Next(3) / 2 + random.Next(3) / 2; count > 0; count--)
        {
            // Positions of parts hold as long as the file has its length; a mutation that changes it is the last one.
            bytes = MutateOnce(seed, bytes);
            if (bytes.Length != seed.Bytes.Length)
            {
                break;
            }
        }

        return bytes;
    }

    private byte[] MutateOnce(FuzzSeed seed, byte[] bytes)
    {
        switch (random.Next(14))
        {
            case 0:
                FlipBits(bytes, 0..bytes.Length);
                return bytes;
            case 1:
                FlipBits(bytes, seed.FooterStart..bytes.Length);
                return bytes;
            case 2:
                FlipBits(bytes, PageStart(seed));
                return bytes;
            case 3:
                SetLength(bytes, random.Next(2) == 0 ? 0..bytes.Length : PageStart(seed));
                return bytes;
            case 4 or 5 or 6:
                SetHeaderNumber(seed, bytes);
                return bytes;
            case 7 or 8:
                return SetFooterNumber(seed, bytes);
            case 9:
                return EditFooter(seed, bytes);
            case 10:
                return bytes[..random.Next(bytes.Length)];
            case 11:
                return Resize(bytes, 0..seed.FooterStart);
            case 12:
                return Splice(seed, bytes);
            default:
                var target = Part(PageOf(seed), 64);
                random.NextBytes(bytes.AsSpan(target));
                return bytes;
        }
    }

    private void FlipBits(byte[] bytes, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(bytes.Length);
        for (var count = random.Next(1, 5); count > 0 && length > 0; count--)
        {
            bytes[start + random.Next(length)] ^= (byte)(1 << random.Next(8));
        }
    }

    private void SetLength(byte[] bytes, Range range)
    {
        var (start, length) = range.GetOffsetAndLength(bytes.Length);
        if (length >= sizeof(int))
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(start + random.Next(length - sizeof(int) + 1)), (int)Number(bytes.Length));
        }
    }

    /// <summary>Sets a number without moving what comes behind it, as offsets are in the footer.</summary>
    private void SetHeaderNumber(FuzzSeed seed, byte[] bytes)
    {
        if (seed.HeaderNumbers.Count == 0)
        {
            return;
        }

        var (start, length) = seed.HeaderNumbers[random.Next(seed.HeaderNumbers.Count)].GetOffsetAndLength(bytes.Length);
        var value = ZigZag(Number(bytes.Length));
        for (var index = 0; index < length; index++)
        {
            bytes[start + index] = (byte)((value & 127) | (index < length - 1 ? 128UL : 0));
            value >>= 7;
        }
    }

    private byte[] SetFooterNumber(FuzzSeed seed, byte[] bytes)
    {
        var number = seed.FooterNumbers[random.Next(seed.FooterNumbers.Count)];
        var value = random.Next(4) == 0 ? (ulong)Number(bytes.Length) : ZigZag(Number(bytes.Length));
        var written = new List<byte>();
        for (; value >= 128; value >>= 7)
        {
            written.Add((byte)(value | 128));
        }

        return WithFooterLength(seed, [.. bytes[..number.Start], .. written, (byte)value, .. bytes[number.End..]]);
    }

    private byte[] EditFooter(FuzzSeed seed, byte[] bytes) => WithFooterLength(seed, Resize(bytes, seed.FooterStart..(bytes.Length - 8)));

    /// <summary>Removes, repeats or inserts some bytes.</summary>
    private byte[] Resize(byte[] bytes, Range range)
    {
        var part = Part(range, 200);
        var added = new byte[random.Next(20)];
        random.NextBytes(added);
        return random.Next(3) switch
        {
            0 => [.. bytes[..part.Start], .. bytes[part.End..]],
            1 => [.. bytes[..part.End], .. bytes[part], .. bytes[part.End..]],
            _ => [.. bytes[..part.Start], .. added, .. bytes[part.Start..]],
        };
    }

    /// <summary>Puts a part of another file, a page of this one, or another file's footer in.</summary>
    private byte[] Splice(FuzzSeed seed, byte[] bytes)
    {
        var other = seeds[random.Next(seeds.Count)];
        switch (random.Next(3))
        {
            case 0:
                return [.. bytes[..seed.FooterStart], .. other.Bytes[other.FooterStart..]];
            case 1:
                var source = Part(0..other.Bytes.Length, 500);
                var taken = other.Bytes[source];
                var start = random.Next(bytes.Length);
                taken.AsSpan(0, Math.Min(taken.Length, bytes.Length - start)).CopyTo(bytes.AsSpan(start));
                return bytes;
            default:
                var from = bytes[PageOf(seed)];
                var (to, length) = PageOf(seed).GetOffsetAndLength(bytes.Length);
                from.AsSpan(0, Math.Min(from.Length, length)).CopyTo(bytes.AsSpan(to));
                return bytes;
        }
    }

    private static byte[] WithFooterLength(FuzzSeed seed, byte[] bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(bytes.Length - 8), bytes.Length - 8 - seed.FooterStart);
        return bytes;
    }

    private Range PageOf(FuzzSeed seed) => seed.Pages.Count == 0 ? 0..seed.FooterStart : seed.Pages[random.Next(seed.Pages.Count)];

    /// <summary>The first bytes of a page, where its levels and their lengths are.</summary>
    private Range PageStart(FuzzSeed seed)
    {
        var page = PageOf(seed);
        return page.Start..Math.Min(page.End.Value, page.Start.Value + 24);
    }

    private Range Part(Range range, int longest)
    {
        var (start, end) = (range.Start.Value, range.End.Value);
        var first = start + random.Next(Math.Max(1, end - start));
        return first..(first + random.Next(Math.Min(longest, Math.Max(0, end - first)) + 1));
    }

    private long Number(int near) => random.Next(4) switch
    {
        0 => random.Next(near + 1),
        1 => random.Next(20),
        2 => (1L << random.Next(63)) + random.Next(-1, 2),
        _ => Extremes[random.Next(Extremes.Length)],
    };

    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
