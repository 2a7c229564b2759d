using Patterns.ServiceLevels;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>Minutes of a service whose events come independently of each other, one in a thousand of them bad, with a day's rise and fall.</summary>
internal sealed class Traffic(int seed, double eventsPerMinute)
{
    /// <summary>The first minute of 2026.</summary>
    public const long FirstSlot = 639_028_224_000_000_000 / TimeSpan.TicksPerMinute;

    private readonly Random _random = new(seed);
    private int _minute;

    public EventCounts Next()
    {
        double day = 1 + (0.5 * Math.Sin(_minute++ * 2 * Math.PI / 1440));
        long total = Around(eventsPerMinute * day);
        long bad = Math.Min(total, Around(total / 1000.0));
        return new EventCounts(total - bad, total);
    }

    // The normal curve beside Poisson's for means above a few.
    private long Around(double mean)
    {
        double normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return Math.Max(0, (long)Math.Round(mean + (Math.Sqrt(mean) * normal)));
    }
}
