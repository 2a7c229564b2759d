using System.Numerics;
using Patterns.Columnar.Parquet.Conversions;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Chooses the writer of a leaf by its type in memory and how it is stored.</summary>
internal static class LeafWriters
{
    public static LeafWriter Create(LeafShape shape, WriterContext context)
    {
        var leaf = shape.Leaf;
        Require(leaf, shape.Type, context.OptionsOf(leaf));
        return shape.Type.Kind switch
        {
            DataTypeKind.Boolean => new BooleanLeafWriter(leaf, context),
            DataTypeKind.Int8 => Fixed<sbyte, int>(),
            DataTypeKind.Int16 => Fixed<short, int>(),
            DataTypeKind.Int32 or DataTypeKind.Date => Fixed<int, int>(),
            DataTypeKind.Int64 or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => Fixed<long, long>(),
            DataTypeKind.Float32 => Fixed<float, float>(),
            DataTypeKind.Float64 => Fixed<double, double>(),
            DataTypeKind.Decimal => leaf.Element.Type switch
            {
                PhysicalType.Int32 => Fixed<long, int>(),
                PhysicalType.Int64 => Fixed<long, long>(),
                _ => new FixedLeafWriter<Int128>(leaf, new StoredValues<Int128, Int128>(shape.Type, leaf.DottedPath), new BigEndianForm(leaf.Element.TypeLength), context),
            },
            _ => new BinaryLeafWriter(leaf, shape.Type, context),
        };

        LeafWriter Fixed<TMemory, TStored>()
            where TMemory : unmanaged, INumber<TMemory>
            where TStored : unmanaged, INumber<TStored>
            => new FixedLeafWriter<TStored>(leaf, new StoredValues<TMemory, TStored>(shape.Type, leaf.DottedPath), new SameForm<TStored>(), context);
    }

    private static void Require(SchemaNode leaf, DataType type, ParquetColumnOptions options)
    {
        var physical = leaf.Element.Type;
        var isPossible = options.Encoding switch
        {
            ParquetEncoding.Dictionary => physical != PhysicalType.Boolean,
            ParquetEncoding.Delta => physical is PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray,
            ParquetEncoding.ByteStreamSplit => physical is PhysicalType.Float or PhysicalType.Double,
            _ => true,
        };
        if (!isPossible)
        {
            throw new ArgumentException($"Column '{leaf.DottedPath}' is {type}, which cannot be encoded as {options.Encoding}.");
        }

        if (options.BloomFilterFalsePositiveRate is not null && physical == PhysicalType.Boolean)
        {
            throw new ArgumentException($"Column '{leaf.DottedPath}' is {type}, which has no bloom filter.");
        }
    }
}
