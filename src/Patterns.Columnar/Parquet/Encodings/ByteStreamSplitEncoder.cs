using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Puts the first bytes of all values together, then their second bytes, and so on. Source: parquet-format, Encodings.md, "Byte Stream Split
/// (BYTE_STREAM_SPLIT = 9)".
/// </summary>
internal static class ByteStreamSplitEncoder
{
    /// <param name="plain">Values in plain form.</param>
    /// <param name="width">Bytes per value.</param>
    /// <param name="output">Receives the streams.</param>
    public static void Encode(ReadOnlySpan<byte> plain, int width, BufferBuilder<byte> output)
    {
        var count = plain.Length / width;
        var target = output.Reserve(plain.Length);
        for (var stream = 0; stream < width; stream++)
        {
            var part = target.Slice(stream * count, count);
            for (int index = 0, source = stream; index < part.Length; index++, source += width)
            {
                part[index] = plain[source];
            }
        }
    }
}
