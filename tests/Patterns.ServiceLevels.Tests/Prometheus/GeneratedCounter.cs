using System.Globalization;

namespace Patterns.ServiceLevels.Tests.Prometheus;

/// <summary>A counter that is read every minute: it grows, is reset now and then, and some readings are missing. Knows how many events it stands for.</summary>
internal sealed class GeneratedCounter
{
    private readonly double?[] _samples;

    private GeneratedCounter(double?[] samples) => _samples = samples;

    /// <summary>Two counters of one process, read at the same minutes: of all events, and of bad ones.</summary>
    public static (GeneratedCounter All, GeneratedCounter Bad) Generate(Random random, int minutes, double badShare)
    {
        var (all, bad) = (new double?[minutes + 1], new double?[minutes + 1]);
        var (allValue, badValue) = (0, 0);
        var gap = 0;
        for (var minute = 0; minute <= minutes; minute++)
        {
            if (random.Next(90) == 0)
            {
                (allValue, badValue) = (0, 0); // the process starts again
            }

            var grown = random.Next(40);
            // Trouble for a while in the middle, so that alerts fire and end.
            var share = minute % 240 is > 100 and < 150 ? badShare * 12 : badShare;
            allValue += grown;
            badValue += Enumerable.Range(0, grown).Count(_ => random.NextDouble() < share);

            // Readings are missing for up to four minutes, but not at those minutes at which a window starts or ends: there Prometheus estimates.
            gap = gap > 0 ? gap - 1 : random.Next(30) == 0 ? random.Next(1, 5) : 0;
            if (gap == 0 || minute % 5 == 0)
            {
                (all[minute], bad[minute]) = (allValue, badValue);
            }
        }

        return (new GeneratedCounter(all), new GeneratedCounter(bad));
    }

    /// <summary>The events between two readings: what it grew by, and after a reset what it shows.</summary>
    public long Events(int fromMinute, int toMinute)
    {
        var events = 0L;
        double? before = null;
        for (var minute = fromMinute; minute <= toMinute; minute++)
        {
            if (_samples[minute] is { } now)
            {
                events += before is null ? 0 : (long)(now < before ? now : now - before.Value);
                before = now;
            }
        }

        return events;
    }

    /// <summary>In promtool's notation.</summary>
    public override string ToString() => string.Join(' ', _samples.Select(static sample => sample?.ToString(CultureInfo.InvariantCulture) ?? "_"));
}
