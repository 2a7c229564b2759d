using System.Globalization;

namespace Patterns.Tables.Delta;

/// <summary>Durations in a table's configuration, such as <c>interval 1 week</c> or <c>interval 30 days 12 hours</c>.</summary>
internal static class DeltaInterval
{
    private const string Keyword = "interval";

    /// <summary>The duration, or null when the text is none.</summary>
    public static TimeSpan? Parse(string? text)
    {
        string[] words = (text ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        words = words is [Keyword, ..] ? words[1..] : words;
        if (words.Length is 0 || words.Length % 2 != 0)
        {
            return null;
        }

        var total = TimeSpan.Zero;
        for (var index = 0; index < words.Length; index += 2)
        {
            if (!int.TryParse(words[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || Unit(words[index + 1].TrimEnd('s')) is not { } unit)
            {
                return null;
            }

            total += number * unit;
        }

        return total;
    }

    private static TimeSpan? Unit(string name) => name switch
    {
        "week" => TimeSpan.FromDays(7),
        "day" => TimeSpan.FromDays(1),
        "hour" => TimeSpan.FromHours(1),
        "minute" => TimeSpan.FromMinutes(1),
        "second" => TimeSpan.FromSeconds(1),
        "millisecond" => TimeSpan.FromMilliseconds(1),
        _ => null,
    };
}
