using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Encodes byte arrays by how much each has in common with the one before. Source: parquet-format, Encodings.md, "Delta Strings
/// (DELTA_BYTE_ARRAY = 7)".
/// </summary>
internal static class DeltaBytesEncoder
{
    private const int SampleCount = 2048;

    /// <summary>Appends the encoded values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="lengths">Is overwritten.</param>
    /// <param name="output">Receives the lengths of shared beginnings, the lengths of the rests, and the rests.</param>
    public static void Encode(BinaryValues values, BufferBuilder<int> lengths, BufferBuilder<byte> output)
    {
        lengths.Truncate(0);
        var prefixes = lengths.Reserve(values.Count);
        for (var index = 0; index < prefixes.Length; index++)
        {
            prefixes[index] = index == 0 ? 0 : values[index].CommonPrefixLength(values[index - 1]);
        }

        DeltaIntegerEncoder.Encode<int>(prefixes, output);
        var rests = lengths.Reserve(values.Count);
        prefixes = lengths.Span[..values.Count];
        var byteCount = 0;
        for (var index = 0; index < rests.Length; index++)
        {
            rests[index] = values[index].Length - prefixes[index];
            byteCount += rests[index];
        }

        DeltaIntegerEncoder.Encode<int>(rests, output);
        var bytes = output.Reserve(byteCount);
        for (var index = 0; index < rests.Length; index++)
        {
            values[index][prefixes[index]..].CopyTo(bytes);
            bytes = bytes[rests[index]..];
        }
    }

    /// <summary>The part of the bytes, 0 to 1, that values share with the one before, judged by some of them.</summary>
    public static double EstimateSharedPart(BinaryValues values)
    {
        var step = Math.Max(1, values.Count / SampleCount);
        var (shared, all) = (0L, 0L);
        for (var index = step; index < values.Count; index += step)
        {
            shared += values[index].CommonPrefixLength(values[index - 1]);
            all += values[index].Length;
        }

        return all == 0 ? 0 : (double)shared / all;
    }
}
