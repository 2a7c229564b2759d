namespace Patterns.Core;

/// <summary>The kinds of <see cref="DataType"/>. The number behind a member carries no meaning and is never stored.</summary>
public enum DataTypeKind
{
    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Signed 8-bit integer.</summary>
    Int8,

    /// <summary>Signed 16-bit integer.</summary>
    Int16,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>Exact decimal number, see <see cref="DecimalType"/>.</summary>
    Decimal,

    /// <summary>Calendar day without a zone, days since 1970-01-01 in the proleptic Gregorian calendar.</summary>
    Date,

    /// <summary>Instant, microseconds since 1970-01-01T00:00:00Z.</summary>
    Timestamp,

    /// <summary>Wall-clock time without a zone, microseconds since 1970-01-01T00:00:00.</summary>
    LocalTimestamp,

    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>Ordered values of one type, see <see cref="ListType"/>.</summary>
    List,

    /// <summary>Named fields, see <see cref="StructType"/>.</summary>
    Struct,

    /// <summary>Keys with values, see <see cref="MapType"/>.</summary>
    Map,
}
