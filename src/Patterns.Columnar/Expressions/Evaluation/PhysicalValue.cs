using System.Text;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>
/// Values as columns store them: days for a date, microseconds for a timestamp, the unscaled integer for a decimal (long up to 18 digits,
/// else Int128), UTF-8 bytes for a text.
/// </summary>
internal static class PhysicalValue
{
    private const int UnixEpochDayNumber = 719_162;

    /// <summary>The stored form of an object as of <see cref="Column.GetValue"/>.</summary>
    /// <param name="value">Not null.</param>
    /// <param name="type">The type that the object is of.</param>
    public static object From(object value, DataType type) => value switch
    {
        DateOnly date => date.DayNumber - UnixEpochDayNumber,
        long days when type.Kind == DataTypeKind.Date => (int)days,
        DateTimeOffset time => FromTicks(time.UtcTicks),
        DateTime time => FromTicks(time.Ticks),
        decimal number => FromDecimal(WideDecimalConversion.FromDecimal(number), (DecimalType)type),
        WideDecimal number => FromDecimal(number, (DecimalType)type),
        string text => Encoding.UTF8.GetBytes(text),
        _ => value,
    };

    /// <summary>The stored value of a row, or null.</summary>
    public static object? Read(Column column, int row) => column.IsNull(row) ? null : column switch
    {
        BooleanColumn booleans => booleans[row],
        FixedColumn<sbyte> numbers => numbers.Values[row],
        FixedColumn<short> numbers => numbers.Values[row],
        FixedColumn<int> numbers => numbers.Values[row],
        FixedColumn<long> numbers => numbers.Values[row],
        FixedColumn<float> numbers => numbers.Values[row],
        FixedColumn<double> numbers => numbers.Values[row],
        FixedColumn<Int128> numbers => numbers.Values[row],
        _ => ((BinaryColumn)column).GetBytes(row).ToArray(),
    };

    /// <summary>An unscaled integer in the width of its type.</summary>
    public static object Unscaled(Int128 unscaled, DecimalType type)
        => type.Precision <= DecimalType.MaxPrecision64 ? (object)(long)unscaled : unscaled;

    /// <summary>The unscaled integer of a stored decimal.</summary>
    public static Int128 Unscaled(object value) => value is long narrow ? narrow : (Int128)value;

    private static long FromTicks(long ticks)
        => (long)Math.Floor((ticks - DateTime.UnixEpoch.Ticks) / (decimal)TimeSpan.TicksPerMicrosecond);

    private static object FromDecimal(WideDecimal number, DecimalType type)
        => Unscaled(number.Unscaled * PowersOfTen.Int128(type.Scale - number.Scale), type);
}
