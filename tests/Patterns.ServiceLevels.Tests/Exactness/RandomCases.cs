using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Exactness;

/// <summary>Seeded targets and counts, a quarter of them exactly at a share or one event beside it.</summary>
internal static class RandomCases
{
    /// <summary>How many cases a test goes through: 200,000, or what <c>PATTERNS_SERVICE_LEVEL_CASES</c> says.</summary>
    public static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("PATTERNS_SERVICE_LEVEL_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) ? cases : 200_000;

    public static readonly string[] DecimalTargets = ["99", "99.5", "99.9", "99.95", "99.99", "99.999", "50", "90", "99.9999999"];

    public static Target Target(Random random)
        => random.Next(2) == 0 ? ServiceLevels.Target.Percent(DecimalTargets[random.Next(DecimalTargets.Length)]) : new Target(Share(random, ServiceLevels.Target.MaxDenominator));

    /// <summary>A fraction of more than 0 and less than 1.</summary>
    public static Ratio Share(Random random, long maxDenominator)
    {
        var whole = random.NextInt64(2, maxDenominator + 1);
        return new Ratio(random.NextInt64(1, whole), whole);
    }

    public static long Total(Random random) => random.NextInt64() >> random.Next(1, 63);

    public static EventCounts Counts(Random random, Ratio badShare)
    {
        if (random.Next(4) == 0 && badShare <= Ratio.One)
        {
            var times = random.NextInt64(1, Math.Max(2, long.MaxValue / badShare.Denominator));
            var (total, bad) = (times * badShare.Denominator, (times * badShare.Numerator) + random.Next(-1, 2));
            return EventCounts.Clamp(total - bad, total);
        }

        var all = Total(random);
        return new EventCounts(random.NextInt64(0, all + 1), all);
    }
}
