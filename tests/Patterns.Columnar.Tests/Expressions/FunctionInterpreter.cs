using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>What functions give for values, computed as plainly as .NET allows: characters as runes, dates as <see cref="DateOnly"/>.</summary>
internal static class FunctionInterpreter
{
    /// <summary>The result of a function that is null when an argument is.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="arguments">Values as of <see cref="Interpreter.Normalize"/>, none of them null.</param>
    /// <param name="type">The type of the result.</param>
    public static object? Call(string name, object[] arguments, DataType type) => name switch
    {
        "abs" => Number(arguments[0], static exact => exact with { Unscaled = BigInteger.Abs(exact.Unscaled) }, Math.Abs, type),
        "floor" => Number(arguments[0], static exact => Whole(exact, isCeiling: false), Math.Floor, type),
        "ceil" => Number(arguments[0], static exact => Whole(exact, isCeiling: true), Math.Ceiling, type),
        "round" => Round(arguments[0], Int(arguments[1]), type),
        "sign" => arguments[0] is double.NaN or float.NaN ? double.NaN : Math.Sign(Interpreter.Order(arguments[0], new Exact(0, 0))),
        "startswith" => Text(arguments, 0).StartsWith(Text(arguments, 1), StringComparison.Ordinal),
        "endswith" => Text(arguments, 0).EndsWith(Text(arguments, 1), StringComparison.Ordinal),
        "contains" => Text(arguments, 0).Contains(Text(arguments, 1), StringComparison.Ordinal),
        "year" => Exactly(((DateOnly)arguments[0]).Year),
        "quarter" => Exactly((((DateOnly)arguments[0]).Month + 2) / 3),
        "month" => Exactly(((DateOnly)arguments[0]).Month),
        "day" => Exactly(((DateOnly)arguments[0]).Day),
        "dayofweek" => Exactly((int)((DateOnly)arguments[0]).DayOfWeek + 1),
        "dayofyear" => Exactly(((DateOnly)arguments[0]).DayOfYear),
        "weekofyear" => Exactly(ISOWeek.GetWeekOfYear(((DateOnly)arguments[0]).ToDateTime(TimeOnly.MinValue))),
        "hour" => Exactly(((DateTimeOffset)arguments[0]).Hour),
        "datediff" => Exactly(((DateOnly)arguments[0]).DayNumber - ((DateOnly)arguments[1]).DayNumber),
        "last_day" => new DateOnly(((DateOnly)arguments[0]).Year, ((DateOnly)arguments[0]).Month, 1).AddMonths(1).AddDays(-1),
        "add_months" => ((DateOnly)arguments[0]).AddMonths(Int(arguments[1])),
        "date_trunc" => Truncate((string)arguments[0], (DateTimeOffset)arguments[1]),
        "length" => Exactly(Runes(arguments, 0).Length),
        "octet_length" => Exactly(Encoding.UTF8.GetByteCount(Text(arguments, 0))),
        "instr" => Exactly(Find(Runes(arguments, 0), Runes(arguments, 1))),
        _ => CallText(name, arguments),
    };

    private static string CallText(string name, object[] arguments)
    {
        var text = Text(arguments, 0);
        var runes = Runes(arguments, 0);
        return name switch
        {
            "upper" => text.ToUpperInvariant(),
            "concat" => string.Concat(arguments.Select(static (_, index) => index).Select(index => Text(arguments, index))),
            "substring" => Substring(runes, Int(arguments[1]), Int(arguments[2])),
            "left" => Join(runes.Take(Int(arguments[1]))),
            "right" => Join(runes.TakeLast(Int(arguments[1]))),
            "trim" => text.Trim(' '),
            "btrim" => Regex.Replace(text, $"\\A{Set(arguments, 1)}+|{Set(arguments, 1)}+\\z", ""),
            "ltrim" => text.TrimStart(' '),
            "rtrim" => text.TrimEnd(' '),
            "replace" => Text(arguments, 1).Length == 0 ? text : text.Replace(Text(arguments, 1), Text(arguments, 2), StringComparison.Ordinal),
            "reverse" => Join(runes.Reverse()),
            "repeat" => string.Concat(Enumerable.Repeat(text, Math.Max(0, Int(arguments[1])))),
            "lpad" => Pad(runes, Int(arguments[1]), Runes(arguments, 2), isLeft: true),
            "rpad" => Pad(runes, Int(arguments[1]), Runes(arguments, 2), isLeft: false),
            "split_part" => Part(text, Text(arguments, 1), Int(arguments[2])),
            _ => throw new NotSupportedException(name),
        };
    }

    private static Exact Exactly(int value) => new(value, 0);

    private static int Int(object value) => (int)((Exact)value).Unscaled;

    private static string Text(object[] arguments, int index) => arguments[index] switch
    {
        string text => text,
        Exact { Scale: 0 } number => number.Unscaled.ToString(CultureInfo.InvariantCulture),
        var other => throw new NotSupportedException(other.GetType().ToString()),
    };

    private static Rune[] Runes(object[] arguments, int index) => arguments[index] is string or Exact { Scale: 0 } ? [.. Text(arguments, index).EnumerateRunes()] : [];

    private static string Join(IEnumerable<Rune> runes) => string.Concat(runes);

    private static object Number(object value, Func<Exact, Exact> exactly, Func<double, double> approximately, DataType type) => value switch
    {
        Exact exact => Interpreter.Fit(exactly(exact), type),
        float number when type.Kind == DataTypeKind.Float32 => (float)approximately(number),
        _ when type.Kind == DataTypeKind.Float64 => approximately((double)value),
        _ => approximately(Convert.ToDouble(value, CultureInfo.InvariantCulture)) is var whole && double.IsFinite(whole)
            ? Interpreter.Fit(new Exact((BigInteger)whole, 0), type)
            : throw new RowErrorException(),
    };

    private static Exact Whole(Exact value, bool isCeiling)
    {
        var unit = BigInteger.Pow(10, value.Scale);
        var rest = ((value.Unscaled % unit) + unit) % unit;
        return new Exact(((value.Unscaled - rest) / unit) + (isCeiling && !rest.IsZero ? 1 : 0), 0);
    }

    /// <summary>Half away from zero; of floats, the shortest digits count.</summary>
    private static object Round(object value, int places, DataType type)
    {
        switch (value)
        {
            case float number:
                return (float)RoundDigits(number, number.ToString("R", CultureInfo.InvariantCulture), places);
            case double number:
                return RoundDigits(number, number.ToString("R", CultureInfo.InvariantCulture), places);
            default:
                return Interpreter.Fit(RoundExact((Exact)value, places), type);
        }
    }

    private static Exact RoundExact(Exact value, int places)
    {
        if (places >= value.Scale)
        {
            return value;
        }

        var rounded = Exact.RoundedQuotient(value.Unscaled, BigInteger.Pow(10, value.Scale - places));
        return places >= 0 ? new Exact(rounded, places) : new Exact(rounded * BigInteger.Pow(10, -places), 0);
    }

    private static double RoundDigits(double value, string digits, int places)
    {
        if (!double.IsFinite(value))
        {
            return value;
        }

        var parts = digits.Split('E', 2);
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var scale = (point < 0 ? 0 : parts[0].Length - point - 1) - (parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var unscaled = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var exact = scale < 0 ? new Exact(unscaled * BigInteger.Pow(10, -scale), 0) : new Exact(unscaled, scale);
        var rounded = RoundExact(exact, places);
        return Math.CopySign(Math.Abs(rounded.ToDouble()), value);
    }

    private static string Substring(Rune[] text, int position, int length)
    {
        var start = position > 0 ? position - 1 : position < 0 ? text.Length + position : 0;
        return Join(text.Where((_, index) => index >= start && index < (long)start + length));
    }

    private static string Set(object[] arguments, int index) => $"(?:{string.Join('|', Runes(arguments, index).Select(static rune => Regex.Escape(rune.ToString())).DefaultIfEmpty("(?!)"))})";

    private static int Find(Rune[] text, Rune[] search)
        => Enumerable.Range(0, Math.Max(0, text.Length - search.Length + 1)).Where(start => text.Skip(start).Take(search.Length).SequenceEqual(search)).Select(static start => start + 1).FirstOrDefault();

    private static string Pad(Rune[] text, int length, Rune[] pad, bool isLeft)
    {
        if (text.Length >= length || pad.Length == 0)
        {
            return Join(text.Take(length));
        }

        var padding = Join(Enumerable.Range(0, length - text.Length).Select(index => pad[index % pad.Length]));
        return isLeft ? padding + Join(text) : Join(text) + padding;
    }

    private static string Part(string text, string separator, int number)
    {
        if (number == 0)
        {
            throw new RowErrorException();
        }

        string[] parts = separator.Length == 0 ? [text] : text.Split(separator);
        var index = number > 0 ? number - 1 : parts.Length + number;
        return index >= 0 && index < parts.Length ? parts[index] : "";
    }

    private static DateTimeOffset Truncate(string unit, DateTimeOffset time) => unit switch
    {
        "hour" => new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, 0, 0, TimeSpan.Zero),
        "day" => new DateTimeOffset(time.Date, TimeSpan.Zero),
        "week" => new DateTimeOffset(time.Date.AddDays(-(((int)time.DayOfWeek + 6) % 7)), TimeSpan.Zero),
        "month" => new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero),
        "quarter" => new DateTimeOffset(time.Year, ((time.Month - 1) / 3 * 3) + 1, 1, 0, 0, 0, TimeSpan.Zero),
        _ => new DateTimeOffset(time.Year, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
