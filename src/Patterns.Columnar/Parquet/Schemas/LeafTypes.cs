using Patterns.Columnar.Parquet.Format;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>
/// The types of values. Reading: unsigned integers widen to the next signed type (64 bits to decimal(20,0)); times of day and UUIDs become
/// text, since a schema has no type for them; what carries no or an unknown annotation is read as it is stored.
/// </summary>
internal static class LeafTypes
{
    private const int MaxPrecision32 = 9;
    private const int UInt64Digits = 20;

    /// <summary>The type of a column of a file.</summary>
    /// <exception cref="CorruptDataException">The annotation does not fit the physical type.</exception>
    public static DataType Read(SchemaNode leaf)
    {
        var annotation = leaf.Annotation;
        var physical = leaf.Element.Type!.Value;
        return annotation.Kind switch
        {
            LogicalKind.String or LogicalKind.Enum or LogicalKind.Json => Require(leaf, physical is PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray, DataType.String),
            LogicalKind.Decimal => ReadDecimal(leaf, annotation, physical),
            LogicalKind.Date => Require(leaf, physical == PhysicalType.Int32, DataType.Date),
            LogicalKind.Time => Require(leaf, physical == TimePhysical(annotation), DataType.String),
            LogicalKind.Timestamp => Require(leaf, physical == PhysicalType.Int64 && IsKnown(annotation.Unit), annotation.IsUtc ? DataType.Timestamp : DataType.LocalTimestamp),
            LogicalKind.Integer => ReadInteger(leaf, annotation, physical),
            LogicalKind.Uuid => Require(leaf, IsFixed(leaf, 16), DataType.String),
            LogicalKind.Float16 => Require(leaf, IsFixed(leaf, 2), DataType.Float32),
            _ => ReadPhysical(physical),
        };
    }

    /// <summary>How a column of a type is written.</summary>
    public static SchemaElement Write(string name, DataType type, Repetition repetition, int? fieldId)
    {
        var (physical, logical, length) = type is DecimalType decimalType ? WriteDecimal(decimalType) : type.Kind switch
        {
            DataTypeKind.Boolean => (PhysicalType.Boolean, default, 0),
            DataTypeKind.Int8 => (PhysicalType.Int32, Annotations.Integer(8, isSigned: true), 0),
            DataTypeKind.Int16 => (PhysicalType.Int32, Annotations.Integer(16, isSigned: true), 0),
            DataTypeKind.Int32 => (PhysicalType.Int32, default, 0),
            DataTypeKind.Int64 => (PhysicalType.Int64, default, 0),
            DataTypeKind.Float32 => (PhysicalType.Float, default, 0),
            DataTypeKind.Float64 => (PhysicalType.Double, default, 0),
            DataTypeKind.Date => (PhysicalType.Int32, Annotations.Kind(LogicalKind.Date), 0),
            DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => (PhysicalType.Int64, Microseconds(type.Kind == DataTypeKind.Timestamp), 0),
            DataTypeKind.String => (PhysicalType.ByteArray, Annotations.Kind(LogicalKind.String), 0),
            DataTypeKind.Binary => (PhysicalType.ByteArray, default(LogicalType), 0),
            _ => throw new ArgumentException($"{type} is not the type of a leaf.", nameof(type)),
        };
        return new SchemaElement
        {
            Name = name,
            Type = physical,
            TypeLength = length,
            Repetition = repetition,
            ConvertedType = Annotations.Legacy(logical),
            Precision = logical.Precision,
            Scale = logical.Scale,
            FieldId = fieldId,
            Logical = logical,
        };
    }

    /// <summary>Bytes of a signed integer with that many decimal digits.</summary>
    private static int ByteCount(int precision)
    {
        var limit = Int128.One;
        for (var digit = 0; digit < precision; digit++)
        {
            limit *= 10;
        }

        var bytes = 1;
        while (bytes < 16 && limit > Int128.One << ((8 * bytes) - 1))
        {
            bytes++;
        }

        return bytes;
    }

    private static (PhysicalType Physical, LogicalType Logical, int Length) WriteDecimal(DecimalType type)
    {
        var logical = new LogicalType { Kind = LogicalKind.Decimal, Precision = type.Precision, Scale = type.Scale };
        return type.Precision <= MaxPrecision32 ? (PhysicalType.Int32, logical, 0)
            : type.Precision <= DecimalType.MaxPrecision64 ? (PhysicalType.Int64, logical, 0)
            : (PhysicalType.FixedLengthByteArray, logical, ByteCount(type.Precision));
    }

    private static LogicalType Microseconds(bool isUtc) => new() { Kind = LogicalKind.Timestamp, Unit = TimeUnit.Microseconds, IsUtc = isUtc };

    private static DataType ReadPhysical(PhysicalType physical) => physical switch
    {
        PhysicalType.Boolean => DataType.Boolean,
        PhysicalType.Int32 => DataType.Int32,
        PhysicalType.Int64 => DataType.Int64,
        PhysicalType.Int96 => DataType.Timestamp,
        PhysicalType.Float => DataType.Float32,
        PhysicalType.Double => DataType.Float64,
        _ => DataType.Binary,
    };

    private static DataType ReadInteger(SchemaNode leaf, LogicalType annotation, PhysicalType physical)
        => (annotation.BitWidth, annotation.IsSigned) switch
        {
            (8, true) => Require(leaf, physical == PhysicalType.Int32, DataType.Int8),
            (8, false) or (16, true) => Require(leaf, physical == PhysicalType.Int32, DataType.Int16),
            (16, false) or (32, true) => Require(leaf, physical == PhysicalType.Int32, DataType.Int32),
            (32, false) => Require(leaf, physical == PhysicalType.Int32, DataType.Int64),
            (64, true) => Require(leaf, physical == PhysicalType.Int64, DataType.Int64),
            (64, false) => Require(leaf, physical == PhysicalType.Int64, DataType.Decimal(UInt64Digits, 0)),
            _ => throw new CorruptDataException($"column '{leaf.DottedPath}' is an integer of {annotation.BitWidth} bits"),
        };

    private static DataType ReadDecimal(SchemaNode leaf, LogicalType annotation, PhysicalType physical)
    {
        if (annotation.Precision is not (>= 1 and <= DecimalType.MaxPrecision) || annotation.Scale < 0 || annotation.Scale > annotation.Precision)
        {
            throw new CorruptDataException(
                $"column '{leaf.DottedPath}' is decimal({annotation.Precision},{annotation.Scale}); up to {DecimalType.MaxPrecision} digits with a scale of 0 to the precision can be read");
        }

        var isPossible = physical is PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray;
        return Require(leaf, isPossible, DataType.Decimal(annotation.Precision, annotation.Scale));
    }

    private static PhysicalType? TimePhysical(LogicalType annotation) => annotation.Unit switch
    {
        TimeUnit.Milliseconds => PhysicalType.Int32,
        TimeUnit.Microseconds or TimeUnit.Nanoseconds => PhysicalType.Int64,
        _ => null,
    };

    private static bool IsKnown(TimeUnit unit) => unit is >= TimeUnit.Milliseconds and <= TimeUnit.Nanoseconds;

    private static bool IsFixed(SchemaNode leaf, int length) => leaf.Element.Type == PhysicalType.FixedLengthByteArray && leaf.Element.TypeLength == length;

    private static DataType Require(SchemaNode leaf, bool fits, DataType type)
        => fits
            ? type
            : throw new CorruptDataException($"column '{leaf.DottedPath}' is annotated as {leaf.Annotation.Kind} but stored as {leaf.Element.Type}");
}
