using Patterns.Columnar.Parquet.Thrift;

namespace Patterns.Columnar.Parquet.Bloom;

/// <summary>What stands before the bits of a bloom filter: older writers say nowhere else how long it is. Source: parquet-format, BloomFilter.md.</summary>
internal static class BloomHeader
{
    /// <summary>Bytes that a header surely fits.</summary>
    public const int LargestByteCount = 256;

    /// <summary>Bytes of a bloom filter with its header.</summary>
    /// <param name="data">Bytes that start with the header.</param>
    /// <exception cref="CorruptDataException">The header is malformed.</exception>
    public static int Measure(ReadOnlySpan<byte> data)
    {
        var reader = new CompactReader(data);
        var byteCount = 0;
        var cursor = default(StructCursor);
        while (reader.Next(ref cursor))
        {
            if (cursor.Id == 1)
            {
                byteCount = reader.Int32(cursor);
            }
            else
            {
                reader.Skip(cursor);
            }
        }

        return byteCount > 0 && byteCount <= int.MaxValue - reader.Position
            ? reader.Position + byteCount
            : throw new CorruptDataException($"a bloom filter of {byteCount} bytes");
    }
}
