using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>
/// Encodes byte arrays as all lengths, then all bytes. Source: parquet-format, Encodings.md, "Delta-length byte array (DELTA_LENGTH_BYTE_ARRAY =
/// 6)".
/// </summary>
internal static class DeltaLengthEncoder
{
    /// <summary>Appends the encoded values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="lengths">Is overwritten.</param>
    /// <param name="output">Receives lengths and bytes.</param>
    public static void Encode(BinaryValues values, BufferBuilder<int> lengths, BufferBuilder<byte> output)
    {
        lengths.Truncate(0);
        values.CopyLengths(lengths.Reserve(values.Count));
        DeltaIntegerEncoder.Encode<int>(lengths.Span, output);
        output.Append(values.AllBytes);
    }
}
