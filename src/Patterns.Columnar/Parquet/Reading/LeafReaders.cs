using System.Numerics;
using Patterns.Columnar.Parquet.Conversions;
using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Chooses the reader of a leaf by how its values are stored and what they become.</summary>
internal static class LeafReaders
{
    public static LeafReader Create(LeafShape shape, ParquetReaderOptions options)
    {
        var leaf = shape.Leaf;
        return shape.Type.Kind switch
        {
            DataTypeKind.Boolean => new BooleanLeafReader(leaf),
            DataTypeKind.Int8 => Mapped<int, sbyte, IntegerMaps>(shape),
            DataTypeKind.Int16 => IsUnsigned(leaf) ? Mapped<int, short, UnsignedMaps>(shape) : Mapped<int, short, IntegerMaps>(shape),
            DataTypeKind.Int32 => IsUnsigned(leaf) ? Mapped<int, int, UnsignedMaps>(shape) : Same<int>(shape),
            DataTypeKind.Int64 => IsUnsigned(leaf) ? Mapped<int, long, UnsignedMaps>(shape) : Same<long>(shape),
            DataTypeKind.Float32 => leaf.Element.Type == PhysicalType.FixedLengthByteArray ? Mapped<Half, float, HalfMap>(shape) : Same<float>(shape),
            DataTypeKind.Float64 => Same<double>(shape),
            DataTypeKind.Date => Same<int>(shape),
            DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => Timestamp(shape, options.Nanoseconds),
            DataTypeKind.Decimal => ((DecimalType)shape.Type).Precision <= DecimalType.MaxPrecision64 ? Decimal64(shape) : Decimal128(shape),
            _ => new BinaryLeafReader(leaf, shape.Type, TextForm(leaf)),
        };
    }

    private static bool IsUnsigned(SchemaNode leaf) => leaf.Annotation is { Kind: LogicalKind.Integer, IsSigned: false };

    private static FixedLeafReader<T> Same<T>(LeafShape shape)
        where T : unmanaged, INumber<T>
        => new(shape.Leaf, shape.Type, new SameValues<T>());

    private static FixedLeafReader<TValue> Mapped<TStored, TValue, TMap>(LeafShape shape)
        where TStored : unmanaged
        where TValue : unmanaged, INumber<TValue>
        where TMap : struct, IValueMap<TStored, TValue>
        => new(shape.Leaf, shape.Type, new MappedValues<TStored, TValue, TMap>());

    private static FixedLeafReader<long> Timestamp(LeafShape shape, NanosecondHandling nanoseconds)
    {
        var floors = nanoseconds == NanosecondHandling.Floor;
        return (shape.Leaf.Element.Type, shape.Leaf.Annotation.Unit) switch
        {
            (PhysicalType.Int96, _) => floors ? Mapped<Int96, long, FlooredTimestampMaps>(shape) : Mapped<Int96, long, TimestampMaps>(shape),
            (_, TimeUnit.Milliseconds) => Mapped<Milliseconds, long, TimestampMaps>(shape),
            (_, TimeUnit.Nanoseconds) => floors ? Mapped<long, long, FlooredTimestampMaps>(shape) : Mapped<long, long, TimestampMaps>(shape),
            _ => Same<long>(shape),
        };
    }

    private static FixedLeafReader<long> Decimal64(LeafShape shape) => shape.Leaf.Element.Type switch
    {
        PhysicalType.Int32 => Mapped<int, long, IntegerMaps>(shape),
        PhysicalType.Int64 => Same<long>(shape),
        PhysicalType.ByteArray => Mapped<Int128, long, IntegerMaps>(shape),
        _ => new FixedLeafReader<long>(shape.Leaf, shape.Type, new BigEndianValues(shape.Leaf.Element.TypeLength)),
    };

    private static FixedLeafReader<Int128> Decimal128(LeafShape shape) => shape.Leaf.Element.Type switch
    {
        PhysicalType.Int32 => Mapped<int, Int128, IntegerMaps>(shape),
        PhysicalType.Int64 => IsUnsigned(shape.Leaf) ? Mapped<long, Int128, UnsignedMaps>(shape) : Mapped<long, Int128, IntegerMaps>(shape),
        PhysicalType.ByteArray => Same<Int128>(shape),
        _ => new FixedLeafReader<Int128>(shape.Leaf, shape.Type, new WideBigEndianValues(shape.Leaf.Element.TypeLength)),
    };

    private static ITextForm? TextForm(SchemaNode leaf) => leaf.Annotation.Kind switch
    {
        LogicalKind.Uuid => new UuidForm(),
        LogicalKind.Time => new TimeOfDayForm(leaf.Annotation.Unit),
        _ => null,
    };
}
