using System.Text;
using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>Makes a smallest or largest value fit for the log: text cut to a prefix, timestamps to milliseconds, always outwards.</summary>
internal static class StatisticsBound
{
    private static readonly Rune LastBeforeSurrogates = new(0xD7FF);
    private static readonly Rune FirstAfterSurrogates = new(0xE000);
    private static readonly Rune Last = new(0x10FFFF);

    /// <summary>A bound that no value is below, or null when there is none to write.</summary>
    public static object? Lower(object? minimum, DataType type) => minimum switch
    {
        long when type.Kind is DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => null, // outside the years 1 to 9999
        string text => Cut(text),
        DateTimeOffset instant => instant - Excess(instant.Ticks),
        DateTime local => local - Excess(local.Ticks),
        float number => float.IsFinite(number) ? number : null,
        double number => double.IsFinite(number) ? number : null,
        _ => minimum,
    };

    /// <summary>A bound that no value is above, or null when there is none to write.</summary>
    public static object? Upper(object? maximum, DataType type) => maximum switch
    {
        string text => RoundUp(text),
        DateTimeOffset instant => Missing(instant.Ticks) is var missing && instant <= DateTimeOffset.MaxValue - missing ? instant + missing : null,
        DateTime local => Missing(local.Ticks) is var missing && local <= DateTime.MaxValue - missing ? local + missing : null,
        _ => Lower(maximum, type),
    };

    private static string Cut(string text)
    {
        var length = 0;
        var runes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++runes > StatisticsValue.TextLength)
            {
                return text[..length];
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }

    /// <summary>The shortest step up from the prefix: its last character that has a successor becomes that successor.</summary>
    private static string? RoundUp(string text)
    {
        var prefix = Cut(text);
        if (prefix.Length == text.Length)
        {
            return text;
        }

        Rune[] runes = [.. prefix.EnumerateRunes()];
        for (var index = runes.Length - 1; index >= 0; index--)
        {
            if (runes[index] != Last)
            {
                var next = runes[index] == LastBeforeSurrogates ? FirstAfterSurrogates : new Rune(runes[index].Value + 1);
                return string.Concat(runes[..index].Append(next));
            }
        }

        return null;
    }

    private static TimeSpan Excess(long ticks) => TimeSpan.FromTicks(ticks % TimeSpan.TicksPerMillisecond);

    private static TimeSpan Missing(long ticks)
        => TimeSpan.FromTicks((TimeSpan.TicksPerMillisecond - (ticks % TimeSpan.TicksPerMillisecond)) % TimeSpan.TicksPerMillisecond);
}
