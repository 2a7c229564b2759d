using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Schemas;

/// <summary>Converts between the two ways in which a file says what values mean. Source: parquet-format, LogicalTypes.md.</summary>
internal static class Annotations
{
    /// <summary>The logical type of an element, or what its legacy converted type stands for.</summary>
    public static LogicalType Of(SchemaElement element)
        => element.Logical.Kind != LogicalKind.None ? element.Logical : element.ConvertedType switch
        {
            ConvertedType.Utf8 => Kind(LogicalKind.String),
            ConvertedType.Map or ConvertedType.MapKeyValue => Kind(LogicalKind.Map),
            ConvertedType.List => Kind(LogicalKind.List),
            ConvertedType.Enum => Kind(LogicalKind.Enum),
            ConvertedType.Decimal => new() { Kind = LogicalKind.Decimal, Precision = element.Precision, Scale = element.Scale },
            ConvertedType.Date => Kind(LogicalKind.Date),
            ConvertedType.TimeMillis => Time(LogicalKind.Time, TimeUnit.Milliseconds),
            ConvertedType.TimeMicros => Time(LogicalKind.Time, TimeUnit.Microseconds),
            ConvertedType.TimestampMillis => Time(LogicalKind.Timestamp, TimeUnit.Milliseconds),
            ConvertedType.TimestampMicros => Time(LogicalKind.Timestamp, TimeUnit.Microseconds),
            ConvertedType.UInt8 => Integer(8, isSigned: false),
            ConvertedType.UInt16 => Integer(16, isSigned: false),
            ConvertedType.UInt32 => Integer(32, isSigned: false),
            ConvertedType.UInt64 => Integer(64, isSigned: false),
            ConvertedType.Int8 => Integer(8, isSigned: true),
            ConvertedType.Int16 => Integer(16, isSigned: true),
            ConvertedType.Int32 => Integer(32, isSigned: true),
            ConvertedType.Int64 => Integer(64, isSigned: true),
            ConvertedType.Json => Kind(LogicalKind.Json),
            ConvertedType.Bson => Kind(LogicalKind.Bson),
            _ => default,
        };

    /// <summary>The converted type for readers that know no logical types; <see cref="ConvertedType.None"/> when there is no counterpart.</summary>
    public static ConvertedType Legacy(LogicalType type) => type switch
    {
        { Kind: LogicalKind.String } => ConvertedType.Utf8,
        { Kind: LogicalKind.Map } => ConvertedType.Map,
        { Kind: LogicalKind.List } => ConvertedType.List,
        { Kind: LogicalKind.Decimal } => ConvertedType.Decimal,
        { Kind: LogicalKind.Date } => ConvertedType.Date,
        { Kind: LogicalKind.Timestamp, Unit: TimeUnit.Microseconds, IsUtc: true } => ConvertedType.TimestampMicros,
        { Kind: LogicalKind.Integer, IsSigned: true, BitWidth: 8 } => ConvertedType.Int8,
        { Kind: LogicalKind.Integer, IsSigned: true, BitWidth: 16 } => ConvertedType.Int16,
        _ => ConvertedType.None,
    };

    public static LogicalType Kind(LogicalKind kind) => new() { Kind = kind };

    public static LogicalType Integer(int bitWidth, bool isSigned) => new() { Kind = LogicalKind.Integer, BitWidth = bitWidth, IsSigned = isSigned };

    /// <summary>The legacy time types are always in UTC: LogicalTypes.md, "Deprecated timestamp ConvertedType".</summary>
    private static LogicalType Time(LogicalKind kind, TimeUnit unit) => new() { Kind = kind, Unit = unit, IsUtc = true };
}
