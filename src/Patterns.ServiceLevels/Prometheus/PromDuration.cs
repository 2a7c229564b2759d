using System.Globalization;
using System.Text;

namespace Patterns.ServiceLevels.Prometheus;

/// <summary>Durations as Prometheus writes and reads them: 4w, 30d, 1h30m.</summary>
internal static class PromDuration
{
    // Days, weeks and years only where they come out even: 36h, not 1d12h.
    private static readonly (string Unit, long Milliseconds, bool OnlyEven)[] Units =
    [
        ("y", 365L * 24 * 60 * 60 * 1000, true),
        ("w", 7L * 24 * 60 * 60 * 1000, true),
        ("d", 24L * 60 * 60 * 1000, true),
        ("h", 60L * 60 * 1000, false),
        ("m", 60L * 1000, false),
        ("s", 1000, false),
        ("ms", 1, false),
    ];

    public static string Of(TimeSpan duration)
    {
        var left = duration.Ticks / TimeSpan.TicksPerMillisecond;
        if (left == 0)
        {
            return "0s";
        }

        StringBuilder text = new();
        foreach (var (unit, milliseconds, onlyEven) in Units)
        {
            if ((!onlyEven || left % milliseconds == 0) && left >= milliseconds)
            {
                text.Append(CultureInfo.InvariantCulture, $"{left / milliseconds}{unit}");
                left %= milliseconds;
            }
        }

        return text.ToString();
    }

    /// <summary>Reads a duration; units go from large to small, each at most once.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var (milliseconds, index, from) = (0m, 0, 0);
        while (index < text.Length)
        {
            var start = index;
            while (index < text.Length && char.IsAsciiDigit(text[index]))
            {
                index++;
            }

            var letters = index;
            while (index < text.Length && char.IsAsciiLetter(text[index]))
            {
                index++;
            }

            var unit = text[letters..index];
            var found = Array.FindIndex(Units, from, candidate => candidate.Unit == unit);
            if (letters == start || found < 0 || !long.TryParse(text.AsSpan(start, letters - start), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                return false;
            }

            milliseconds += (decimal)count * Units[found].Milliseconds;
            from = found + 1;
        }

        if (text.Length == 0 || milliseconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond)
        {
            return false;
        }

        duration = TimeSpan.FromTicks((long)milliseconds * TimeSpan.TicksPerMillisecond);
        return true;
    }
}
