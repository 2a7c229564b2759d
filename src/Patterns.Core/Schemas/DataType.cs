using Patterns.Core.Schemas;
using Patterns.Core.Schemas.Ddl;
using Patterns.Core.Schemas.Json;

namespace Patterns.Core;

/// <summary>The type of a column or of a nested value. Immutable, compared by value, safe to share between threads.</summary>
/// <remarks><see cref="ToString"/> gives Spark's DDL name (<c>bigint</c>, <c>decimal(10,2)</c>, <c>array&lt;string&gt;</c>).</remarks>
public abstract class DataType : IEquatable<DataType>
{
    /// <summary>How many types may be nested in each other in a text: a struct in a list in a column is 3 deep.</summary>
    public const int MaxDepth = 64;

    private protected DataType(DataTypeKind kind) => Kind = kind;

    /// <summary>True or false.</summary>
    public static DataType Boolean { get; } = new PrimitiveType(DataTypeKind.Boolean, "boolean");

    /// <summary>Signed 8-bit integer.</summary>
    public static DataType Int8 { get; } = new PrimitiveType(DataTypeKind.Int8, "tinyint");

    /// <summary>Signed 16-bit integer.</summary>
    public static DataType Int16 { get; } = new PrimitiveType(DataTypeKind.Int16, "smallint");

    /// <summary>Signed 32-bit integer.</summary>
    public static DataType Int32 { get; } = new PrimitiveType(DataTypeKind.Int32, "int");

    /// <summary>Signed 64-bit integer.</summary>
    public static DataType Int64 { get; } = new PrimitiveType(DataTypeKind.Int64, "bigint");

    /// <summary>IEEE 754 binary32.</summary>
    public static DataType Float32 { get; } = new PrimitiveType(DataTypeKind.Float32, "float");

    /// <summary>IEEE 754 binary64.</summary>
    public static DataType Float64 { get; } = new PrimitiveType(DataTypeKind.Float64, "double");

    /// <summary>Calendar day without a zone.</summary>
    public static DataType Date { get; } = new PrimitiveType(DataTypeKind.Date, "date");

    /// <summary>Instant in UTC with microseconds.</summary>
    public static DataType Timestamp { get; } = new PrimitiveType(DataTypeKind.Timestamp, "timestamp");

    /// <summary>Wall-clock time without a zone, with microseconds.</summary>
    public static DataType LocalTimestamp { get; } = new PrimitiveType(DataTypeKind.LocalTimestamp, "timestamp_ntz");

    /// <summary>UTF-8 text.</summary>
    public static DataType String { get; } = new PrimitiveType(DataTypeKind.String, "string");

    /// <summary>Bytes.</summary>
    public static DataType Binary { get; } = new PrimitiveType(DataTypeKind.Binary, "binary");

    /// <summary>Which kind of type this is; the kinds with parameters have a class of their own.</summary>
    public DataTypeKind Kind { get; }

    /// <summary>True for the signed integers of 8 to 64 bits.</summary>
    public bool IsInteger => Kind is >= DataTypeKind.Int8 and <= DataTypeKind.Int64;

    /// <summary>True for integers, floating-point numbers and decimals.</summary>
    public bool IsNumeric => Kind is >= DataTypeKind.Int8 and <= DataTypeKind.Decimal;

    /// <summary>True for list, struct and map.</summary>
    public bool IsNested => Kind is DataTypeKind.List or DataTypeKind.Struct or DataTypeKind.Map;

    /// <summary>An exact decimal number.</summary>
    /// <param name="precision">Digits in all, 1 to 38.</param>
    /// <param name="scale">Digits after the point, 0 to <paramref name="precision"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static DecimalType Decimal(int precision, int scale) => new(precision, scale);

    /// <summary>An ordered collection.</summary>
    /// <param name="element">Type of the elements.</param>
    /// <param name="elementNullable">Whether an element may be null.</param>
    public static ListType List(DataType element, bool elementNullable = true) => new(element, elementNullable);

    /// <summary>Named fields in order.</summary>
    /// <param name="fields">At least one field; names are unique.</param>
    /// <exception cref="ArgumentException">There is no field, or a name occurs twice.</exception>
    public static StructType Struct(params IReadOnlyList<Field> fields) => new(fields);

    /// <summary>Keys with values.</summary>
    /// <param name="key">Type of the keys, which are never null.</param>
    /// <param name="value">Type of the values.</param>
    /// <param name="valueNullable">Whether a value may be null.</param>
    public static MapType Map(DataType key, DataType value, bool valueNullable = true) => new(key, value, valueNullable);

    /// <summary>Reads a type from Spark's DDL, as <see cref="ToString"/> prints it.</summary>
    /// <param name="ddl">For example <c>array&lt;struct&lt;id:bigint NOT NULL&gt;&gt;</c>; keywords in any case.</param>
    /// <exception cref="SchemaFormatException">The text is no type.</exception>
    public static DataType Parse(string ddl)
    {
        ArgumentNullException.ThrowIfNull(ddl);
        return DdlParser.ParseType(ddl);
    }

    /// <summary>Reads a type from Spark's JSON form, as <see cref="ToJson"/> writes it.</summary>
    /// <param name="json">For example <c>"long"</c> or <c>{"type":"array","elementType":"string","containsNull":true}</c>.</param>
    /// <exception cref="SchemaFormatException">The text is not JSON, or no type.</exception>
    public static DataType FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return SchemaJsonReader.ReadType(json);
    }

    /// <summary>The type in Spark's JSON form, which loses nothing.</summary>
    public string ToJson() => SchemaJsonWriter.Write(this);

    /// <summary>Whether every value of this type is a value of the other one as well, by the rules of Delta's type widening.</summary>
    /// <param name="other">The wider type.</param>
    /// <returns>
    /// True for larger integers, integers to <c>double</c> (up to 32 bits) and to decimals with room, <c>float</c> to <c>double</c>, decimals with
    /// no digit less before or after the point, and dates to local timestamps. False for equal types and for nested ones.
    /// </returns>
    public bool CanWidenTo(DataType other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Widening.Exists(this, other);
    }

    /// <inheritdoc/>
    public abstract bool Equals(DataType? other);

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as DataType);

    /// <inheritdoc/>
    public abstract override int GetHashCode();

    /// <summary>Spark's DDL name of the type. It does not say whether elements of a list and values of a map may be null.</summary>
    public abstract override string ToString();

    private sealed class PrimitiveType(DataTypeKind kind, string name) : DataType(kind)
    {
        public override bool Equals(DataType? other) => other is not null && other.Kind == Kind;

        public override int GetHashCode() => (int)Kind;

        public override string ToString() => name;
    }
}
