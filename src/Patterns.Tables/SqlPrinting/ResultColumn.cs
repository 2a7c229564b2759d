using System.Globalization;
using System.Numerics;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>Brings the values of other engines into the type that a column has here: exactly, or with an error.</summary>
/// <param name="field">The column.</param>
/// <param name="builder">Where the values go.</param>
internal sealed class ResultColumn(Field field, ColumnBuilder builder)
{
    private const NumberStyles DecimalStyle = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private static readonly DateOnly Epoch = new(1970, 1, 1);

    /// <exception cref="SqlValueException">The value does not fit.</exception>
    public void Append(object? value)
    {
        if (value is null)
        {
            builder.AppendNull();
            return;
        }

        try
        {
            AppendValue(value);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException)
        {
            throw new SqlValueException(field.Name, $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}", field.Type.ToString(), exception);
        }
    }

    private void AppendValue(object value)
    {
        switch (builder)
        {
            case BooleanColumnBuilder booleans:
                booleans.Append(value is bool boolean ? boolean : (long)Whole(value) switch { 0 => false, 1 => true, _ => throw new FormatException() });
                break;
            case FixedColumnBuilder<sbyte> numbers:
                numbers.Append(checked((sbyte)Whole(value)));
                break;
            case FixedColumnBuilder<short> numbers:
                numbers.Append(checked((short)Whole(value)));
                break;
            case FixedColumnBuilder<int> numbers:
                numbers.Append((field.Type.Kind == DataTypeKind.Date ? Day(value).DayNumber - Epoch.DayNumber : checked((int)Whole(value))));
                break;
            case FixedColumnBuilder<long> numbers:
                numbers.Append((field.Type switch
                {
                    DecimalType type => checked((long)Unscaled(value, type)),
                    { Kind: DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp } => Microseconds(value),
                    _ => checked((long)Whole(value)),
                }));
                break;
            case FixedColumnBuilder<Int128> numbers:
                numbers.Append(Unscaled(value, (DecimalType)field.Type));
                break;
            case FixedColumnBuilder<float> numbers:
                numbers.Append((float)Convert.ToSingle(value, CultureInfo.InvariantCulture));
                break;
            case FixedColumnBuilder<double> numbers:
                numbers.Append((double)Convert.ToDouble(value, CultureInfo.InvariantCulture));
                break;
            case BinaryColumnBuilder texts when field.Type.Kind == DataTypeKind.String:
                texts.Append((string)value);
                break;
            case BinaryColumnBuilder bytes:
                bytes.Append((ReadOnlySpan<byte>)(byte[])value);
                break;
            default:
                throw new InvalidCastException();
        }
    }

    private static Int128 Whole(object value) => value switch
    {
        BigInteger number => (Int128)number,
        double number when Math.Floor(number) == number => checked((Int128)number),
        decimal number when decimal.Truncate(number) == number => (Int128)number,
        double or decimal or float or string => throw new FormatException(),
        _ => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static DateOnly Day(object value) => value switch
    {
        DateOnly day => day,
        DateTime { TimeOfDay.Ticks: 0 } time => DateOnly.FromDateTime(time),
        string text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => throw new InvalidCastException(),
    };

    private static long Microseconds(object value)
    {
        var time = value switch
        {
            DateTimeOffset instant => instant.UtcDateTime,
            DateTime moment => moment.Kind == DateTimeKind.Local ? moment.ToUniversalTime() : moment,
            string text => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            _ => throw new InvalidCastException(),
        };
        return (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
    }

    /// <summary>The digits of a number at the scale of its column. Doubles, which have no scale, are rounded to it; others must have no more digits.</summary>
    private static Int128 Unscaled(object value, DecimalType type)
    {
        var text = value switch
        {
            string written => written,
            double number => number.ToString("F" + type.Scale.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture)!,
            _ => throw new InvalidCastException(),
        };
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var places = point < 0 ? "" : text[(point + 1)..].TrimEnd('0');
        if (places.Length > type.Scale)
        {
            throw new OverflowException();
        }

        return Int128.Parse((point < 0 ? text : text[..point]) + places.PadRight(type.Scale, '0'), DecimalStyle, CultureInfo.InvariantCulture);
    }
}
