using System.Buffers.Binary;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Bloom;

/// <summary>The hash under which a column's bloom filter has a value that a filter of rows compares with.</summary>
internal static class BloomKey
{
    /// <summary>Finds the hash; false where several stored values are equal to the one given, or stored values are converted when they are read.</summary>
    /// <param name="shape">The column.</param>
    /// <param name="value">A value as the column stores it in memory.</param>
    /// <param name="hash">The hash of its plain form.</param>
    public static bool TryHash(LeafShape shape, object value, out ulong hash)
    {
        Span<byte> plain = stackalloc byte[sizeof(long)];
        switch (value)
        {
            case byte[] bytes when shape.Leaf.Element.Type == PhysicalType.ByteArray && shape.Type.Kind is (DataTypeKind.String or DataTypeKind.Binary):
                hash = BloomFilter.Hash(bytes);
                return true;
            case int or short or sbyte or long when IsStoredAsIs(shape):
                var width = shape.Leaf.Element.Type == PhysicalType.Int32 ? sizeof(int) : sizeof(long);
                BinaryPrimitives.WriteInt64LittleEndian(plain, Convert.ToInt64(value, null));
                hash = BloomFilter.Hash(plain[..width]);
                return true;
            default:
                hash = 0;
                return false;
        }
    }

    /// <summary>Whether an integer in memory is the integer in the file: not so for other units of time, and for unsigned and big-endian integers.</summary>
    private static bool IsStoredAsIs(LeafShape shape)
    {
        var annotation = shape.Leaf.Annotation;
        return shape.Leaf.Element.Type is PhysicalType.Int32 or PhysicalType.Int64
            && shape.Type.Kind switch
            {
                DataTypeKind.Int8 or DataTypeKind.Int16 or DataTypeKind.Int32 or DataTypeKind.Int64 => annotation is not { Kind: LogicalKind.Integer, IsSigned: false },
                DataTypeKind.Date or DataTypeKind.Decimal => annotation is not { Kind: LogicalKind.Integer },
                DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => annotation.Unit == TimeUnit.Microseconds,
                _ => false,
            };
    }
}
