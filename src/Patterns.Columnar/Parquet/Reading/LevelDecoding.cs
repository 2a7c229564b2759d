using System.Buffers.Binary;
using System.Numerics;
using Patterns.Columnar.Parquet.Encodings;
using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Finds the levels at the start of a page. Source: parquet-format, Encodings.md and README.md, "Data Pages".</summary>
internal static class LevelDecoding
{
    private const int LengthByteCount = 4;

    public static int BitWidth(int maxLevel) => 32 - BitOperations.LeadingZeroCount((uint)maxLevel);

    /// <summary>Starts a decoder on levels at the start of a page of version 1, and returns how many bytes they take.</summary>
    public static int StartV1(HybridDecoder decoder, ReadOnlyMemory<byte> page, PageEncoding encoding, int maxLevel, int valueCount)
    {
        var width = BitWidth(maxLevel);
        if (encoding == PageEncoding.BitPacked)
        {
            var byteCount = (((long)valueCount * width) + 7) / 8;
            CheckLength(byteCount, page.Length);
            decoder.ResetToPacked(MostSignificantFirst.Reverse(page.Span[..(int)byteCount], width, valueCount), width);
            return (int)byteCount;
        }

        if (encoding != PageEncoding.Rle)
        {
            throw new CorruptDataException($"levels are encoded as {encoding}, expected {PageEncoding.Rle} or {PageEncoding.BitPacked}");
        }

        CheckLength(LengthByteCount, page.Length);
        var length = BinaryPrimitives.ReadInt32LittleEndian(page.Span);
        CheckLength((uint)length, page.Length - LengthByteCount);
        decoder.Reset(page.Slice(LengthByteCount, length), width);
        return LengthByteCount + length;
    }

    private static void CheckLength(long expected, int left)
    {
        if (expected > left)
        {
            throw new CorruptDataException($"levels of {expected} bytes with {left} bytes left in the page");
        }
    }
}
