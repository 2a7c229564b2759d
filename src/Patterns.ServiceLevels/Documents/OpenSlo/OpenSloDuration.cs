using System.Globalization;

namespace Patterns.ServiceLevels;

/// <summary>A number and a unit: <c>5m</c>, <c>4w</c>, <c>1M</c> (OpenSLO v1, duration-shorthand). The default is no duration, <c>0m</c>, which no document has.</summary>
/// <param name="Count">The number, 1 or more.</param>
/// <param name="Unit">The unit.</param>
public readonly record struct OpenSloDuration(int Count, OpenSloDurationUnit Unit)
{
    private const string Letters = "mhdwMQY";

    /// <summary>Whether the duration has a length of its own; months, quarters and years have one only on a calendar.</summary>
    public bool IsFixed => Unit <= OpenSloDurationUnit.Week;

    /// <summary>Reads the shorthand.</summary>
    /// <param name="text">The text; letters are told apart by case, <c>m</c> is minutes and <c>M</c> months.</param>
    /// <param name="duration">The duration.</param>
    /// <returns>False when it is not a whole number of 1 or more before one of the letters m, h, d, w, M, Q, Y.</returns>
    public static bool TryParse(string text, out OpenSloDuration duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = default;
        var unit = text.Length == 0 ? -1 : Letters.IndexOf(text[^1], StringComparison.Ordinal);
        if (unit < 0 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return false;
        }

        duration = new OpenSloDuration(count, (OpenSloDurationUnit)unit);
        return true;
    }

    /// <summary>The length; null where only a calendar has one, or when it is longer than <see cref="TimeSpan.MaxValue"/>. A day is 24 hours.</summary>
    public TimeSpan? ToTimeSpan()
    {
        long minutes = Unit switch
        {
            OpenSloDurationUnit.Minute => 1,
            OpenSloDurationUnit.Hour => 60,
            OpenSloDurationUnit.Day => 24 * 60,
            OpenSloDurationUnit.Week => 7 * 24 * 60,
            _ => 0,
        };
        return minutes == 0 || minutes * Count > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMinute ? null : TimeSpan.FromTicks(minutes * Count * TimeSpan.TicksPerMinute);
    }

    /// <summary>The shorthand.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}{Letters[(int)Unit]}");
}
