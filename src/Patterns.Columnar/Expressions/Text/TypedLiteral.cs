using System.Globalization;
using System.Text;

namespace Patterns.Columnar.Expressions.Text;

/// <summary>Literals that name their type: <c>date '2026-01-31'</c>, <c>timestamp '2026-01-31 12:00:00Z'</c>, <c>timestamp_ntz '…'</c>.</summary>
internal static class TypedLiteral
{
    private const int UnixEpochDayNumber = 719_162;

    public static bool IsType(Token word) => word.IsWord("date") || word.IsWord("timestamp") || word.IsWord("timestamp_ltz") || word.IsWord("timestamp_ntz");

    public static object Read(Token type, Token text)
    {
        var bytes = Encoding.UTF8.GetBytes(StringText.Read(text));
        if (type.IsWord("date"))
        {
            return DateText.TryRead(bytes, out var days) && days + UnixEpochDayNumber is >= 0 and var number && number <= DateOnly.MaxValue.DayNumber
                ? DateOnly.FromDayNumber(number)
                : throw text.Expected("a date such as '2026-01-31' in the years 1 to 9999");
        }

        var isLocal = type.IsWord("timestamp_ntz");
        var read = isLocal ? TimestampText.TryReadLocal(bytes, out var microseconds) : TimestampText.TryReadInstant(bytes, out microseconds);
        var ticks = DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond);
        return read && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? isLocal ? new DateTime(ticks, DateTimeKind.Unspecified) : (object)new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw text.Expected("a timestamp such as '2026-01-31 12:34:56.789' or '2026-01-31T12:34:56+02:00' in the years 1 to 9999");
    }

    public static void Print(StringBuilder output, DateOnly value) => output.Append(CultureInfo.InvariantCulture, $"date '{value:yyyy-MM-dd}'");

    public static void Print(StringBuilder output, DateTimeOffset value)
        => output.Append(CultureInfo.InvariantCulture, $"timestamp '{value.UtcDateTime:yyyy-MM-dd HH:mm:ss.FFFFFF}Z'");

    public static void Print(StringBuilder output, DateTime value)
        => output.Append(CultureInfo.InvariantCulture, $"timestamp_ntz '{value:yyyy-MM-dd HH:mm:ss.FFFFFF}'");
}
