using System.Numerics;
using Patterns.Columnar.Parquet.Conversions;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Chooses the writer of a leaf by its type in memory and how it is stored.</summary>
internal static class LeafWriters
{
    public static LeafWriter Create(LeafShape shape, ParquetWriterOptions options, PageCompressor compressor)
    {
        var leaf = shape.Leaf;
        return shape.Type.Kind switch
        {
            DataTypeKind.Boolean => new BooleanLeafWriter(leaf, options, compressor),
            DataTypeKind.Int8 => Fixed(new Int32Form<sbyte>()),
            DataTypeKind.Int16 => Fixed(new Int32Form<short>()),
            DataTypeKind.Int32 or DataTypeKind.Date => Fixed(new SameForm<int>()),
            DataTypeKind.Int64 or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => Fixed(new SameForm<long>()),
            DataTypeKind.Float32 => Fixed(new SameForm<float>()),
            DataTypeKind.Float64 => Fixed(new SameForm<double>()),
            DataTypeKind.Decimal => leaf.Element.Type switch
            {
                PhysicalType.Int32 => Fixed(new Int32Form<long>()),
                PhysicalType.Int64 => Fixed(new SameForm<long>()),
                _ => Fixed(new BigEndianForm(leaf.Element.TypeLength)),
            },
            _ => new BinaryLeafWriter(leaf, shape.Type, options, compressor),
        };

        LeafWriter Fixed<T>(PlainForm<T> form)
            where T : unmanaged, INumber<T>
            => new FixedLeafWriter<T>(leaf, shape.Type, form, options, compressor);
    }
}
