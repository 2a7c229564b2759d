using Patterns.Core;

namespace Patterns.Columnar.Expressions;

/// <summary>A .NET value brought into the form in which literals are kept, with its type.</summary>
internal readonly record struct LiteralValue(object? Value, DataType? Type)
{
    public int Hash => Value is byte[] bytes ? bytes.Length : Value?.GetHashCode() ?? 0;

    public static LiteralValue From(object? value) => value switch
    {
        null => default,
        bool => new(value, DataType.Boolean),
        sbyte => new(value, DataType.Int8),
        short => new(value, DataType.Int16),
        byte number => new((short)number, DataType.Int16),
        int => new(value, DataType.Int32),
        ushort number => new((int)number, DataType.Int32),
        long => new(value, DataType.Int64),
        uint number => new((long)number, DataType.Int64),
        ulong number => FromDecimal(new WideDecimal(number, 0)),
        float => new(value, DataType.Float32),
        double => new(value, DataType.Float64),
        decimal number => FromDecimal(WideDecimalConversion.FromDecimal(number)),
        WideDecimal number => FromDecimal(number),
        DateOnly => new(value, DataType.Date),
        DateTimeOffset time => new(new DateTimeOffset(WholeMicroseconds(time.UtcDateTime)), DataType.Timestamp),
        DateTime { Kind: DateTimeKind.Utc } time => new(new DateTimeOffset(WholeMicroseconds(time)), DataType.Timestamp),
        DateTime { Kind: DateTimeKind.Unspecified } time => new(WholeMicroseconds(time), DataType.LocalTimestamp),
        string => new(value, DataType.String),
        byte[] bytes => new(bytes.Clone(), DataType.Binary),
        _ => throw new ArgumentException(
            $"A {value.GetType().Name}{(value is DateTime ? " of kind Local" : "")} cannot be a literal. Use a boolean, a number, a string, bytes, DateOnly, DateTimeOffset, or a DateTime that is UTC or unspecified.",
            nameof(value)),
    };

    private static LiteralValue FromDecimal(WideDecimal number)
    {
        var type = DataType.Decimal(Math.Max(WideDecimalConversion.DigitCount(number.Unscaled), Math.Max(1, number.Scale)), number.Scale);
        return new(type.Precision <= WideDecimalConversion.MaxSystemDecimalPrecision ? (object)number.ToDecimal() : number, type);
    }

    private static DateTime WholeMicroseconds(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
