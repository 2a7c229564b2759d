using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Patterns.ServiceLevels.Values;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Values;

public sealed class ConfidenceIntervalTests
{
    internal const string Binomial = "corpora/service-levels/binomial_ci.json";

    /// <summary>The methods of the list. Of "bayes" the entries with 30 events are the densest interval, and the others leave equal tails.</summary>
    internal static readonly Dictionary<string, Func<EventCounts, ConfidenceInterval>> Methods = new(StringComparer.Ordinal)
    {
        ["agresti-coull"] = static counts => ConfidenceInterval.AgrestiCoull(counts),
        ["bayes"] = static counts => counts.Total == 30 ? ConfidenceInterval.HighestDensity(counts) : ConfidenceInterval.Jeffreys(counts),
        ["exact"] = static counts => ConfidenceInterval.ClopperPearson(counts),
        ["wilson"] = static counts => ConfidenceInterval.Wilson(counts),
    };

    [SharedFact(Binomial)]
    public void Intervals_are_those_of_R()
    {
        // R failed at 190 of 200 and wrote that it is no number; JSON has none such.
        var text = System.IO.File.ReadAllText(SharedFiles.Path(Binomial)).Replace("NaN", "null", StringComparison.Ordinal);
        foreach (var entry in JsonDocument.Parse(text).RootElement.GetProperty("cases").EnumerateArray())
        {
            Assert.Equal(0.05, entry.GetProperty("alpha").GetDouble());
            var counts = new EventCounts(entry.GetProperty("x").GetInt64(), entry.GetProperty("n").GetInt64());
            foreach (var (name, method) in Methods)
            {
                var (low, high) = method(counts);
                var (expectedLow, expectedHigh) = Expected(counts, name, entry.GetProperty(name));
                Assert.True(Math.Abs(low - expectedLow) <= 6e-8 && Math.Abs(high - expectedHigh) <= 6e-8, $"{name} of {counts}: {low:R} to {high:R}, in R {expectedLow:R} to {expectedHigh:R}");
            }
        }
    }

    // Two entries of the list are wrong.
    private static (double Low, double High) Expected(EventCounts counts, string method, JsonElement bounds)
    {
        var (low, high) = (bounds[0], bounds[1].GetDouble());
        if (low.ValueKind == JsonValueKind.Null)
        {
            // 190 of 200 with Jeffreys' prior: the tails of Beta(190.5, 10.5), computed with 40 digits.
            Assert.Equal((190, 200), (counts.Good, counts.Total));
            return (0.913124911877, 0.974006602765);
        }

        if (counts.Good == counts.Total)
        {
            // 30 of 30: the listed upper bounds are 1 less the lower ones, and below them. It is 1, of Agresti and Coull more.
            Assert.Equal(1 - low.GetDouble(), high, 6);
            return (low.GetDouble(), method == "agresti-coull" ? 1.0211983 : 1);
        }

        return (low.GetDouble(), high);
    }

    // Computed with 40 digits by summing binomial probabilities.
    [Theory]
    [InlineData(1, 30, 0.95, 0.00084357092663047876, 0.17216945563341268)]
    [InlineData(999, 1000, 0.95, 0.99444107572017333, 0.99997468251250871)]
    [InlineData(99_990, 100_000, 0.95, 0.99981610415462335, 0.99995204510486099)]
    [InlineData(5000, 10_000, 0.99, 0.4870733351558211, 0.5129266648441789)]
    [InlineData(20_000, 1_000_000, 0.95, 0.01972649590361573, 0.020276289339199709)]
    public void The_exact_interval_has_twelve_digits(long good, long total, double confidence, double low, double high)
    {
        var found = ConfidenceInterval.ClopperPearson(new EventCounts(good, total), confidence);

        Assert.True(Math.Abs(found.Low - low) <= 1e-12 * low && Math.Abs(found.High - high) <= 1e-12 * high, $"{found.Low:R} to {found.High:R}");
    }

    [Fact]
    public void At_the_bounds_of_the_exact_interval_the_tails_are_what_confidence_leaves()
    {
        var random = new Random(7);
        for (var number = 0; number < 200; number++)
        {
            var total = random.Next(1, 120);
            var counts = new EventCounts(random.Next(0, total + 1), total);
            var confidence = 0.5 + (random.NextDouble() / 2.01);
            var (low, high) = ConfidenceInterval.ClopperPearson(counts, confidence);
            if (counts.Good > 0)
            {
                Assert.Equal((1 - confidence) / 2, TailFrom(counts.Good, total, low), 11);
            }

            if (counts.Bad > 0)
            {
                Assert.Equal((1 - confidence) / 2, 1 - TailFrom(counts.Good + 1, total, high), 11);
            }
        }
    }

    [Fact]
    public void The_densest_interval_is_the_narrowest_with_its_probability()
    {
        foreach (var counts in new[] { new EventCounts(1, 30), new EventCounts(29, 30), new EventCounts(190, 200), new EventCounts(99_000, 100_000) })
        {
            var posterior = new BetaDistribution(counts.Good + 0.5, counts.Bad + 0.5);
            var (low, high) = ConfidenceInterval.HighestDensity(counts, 0.9);
            var (from, to) = posterior.Densest(0.9);
            Assert.Equal(0.9, posterior.Below(to) - posterior.Below(from), 10);
            foreach (var lower in new[] { 0.01, 0.03, 0.05, 0.07, 0.09 })
            {
                var width = BetaDistribution.Share(posterior.Quantile(lower + 0.9)) - BetaDistribution.Share(posterior.Quantile(lower));
                Assert.True(high - low <= width + 1e-12, $"{counts}: {high - low} is wider than {width}");
            }
        }
    }

    [Fact]
    public void At_trillions_of_events_the_intervals_agree()
    {
        foreach (var (good, total) in new[] { (999_000_000_000L, 1_000_000_000_000L), (999_999_999_000_000_000L, 1_000_000_000_000_000_000L), (4_000_000_000L, 9_000_000_000L) })
        {
            var counts = new EventCounts(good, total);
            var (low, high) = ConfidenceInterval.Wilson(counts);
            foreach (var (name, method) in Methods)
            {
                var found = method(counts);
                Assert.True(Math.Abs(found.Low - low) <= 0.001 * (high - low) + 2e-15 && Math.Abs(found.High - high) <= 0.001 * (high - low) + 2e-15, $"{name} of {counts}: {found}");
            }
        }
    }

    [Fact]
    public void The_two_ways_to_sum_the_distribution_meet()
    {
        foreach (var at in new[] { -0.1, -0.03, 0, 0.01, 0.05 })
        {
            // One is above the bound from which a bell is summed, one below; the halves differ by a thousandth of a standard deviation.
            var (fraction, bell) = (new BetaDistribution(2999.999, 2999.999).Below(at), new BetaDistribution(3000.001, 3000.001).Below(at));
            Assert.Equal(fraction, bell, 6);
        }

        Assert.Equal(0.5, new BetaDistribution(1e12, 1e12).Below(0), 10);
    }

    [Fact]
    public void Without_events_nothing_is_known_and_at_the_ends_the_bound_is_the_end()
    {
        foreach (var method in new Func<EventCounts, ConfidenceInterval>[] { ConfidenceInterval.Wilson, static counts => ConfidenceInterval.ClopperPearson(counts), static counts => ConfidenceInterval.Jeffreys(counts), static counts => ConfidenceInterval.HighestDensity(counts) })
        {
            Assert.Equal(new ConfidenceInterval(0, 1), method(default));
            Assert.Equal(0, method(new EventCounts(0, 5)).Low);
            Assert.Equal(1, method(new EventCounts(5, 5)).High);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_confidence_that_is_none_is_refused(double confidence)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceInterval.ClopperPearson(new EventCounts(1, 2), confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceInterval.Jeffreys(new EventCounts(1, 2), confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceInterval.HighestDensity(new EventCounts(1, 2), confidence));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConfidenceInterval.AgrestiCoull(new EventCounts(1, 2), confidence - 1));
    }

    /// <summary>The probability of so many good events or more, summed in whole numbers.</summary>
    private static double TailFrom(long good, int total, double share)
    {
        const int Digits = 1_000_000_000;
        BigInteger unit = new BigInteger(Digits) * Digits, part = new(share * Digits * Digits), sum = 0, choose = 1;
        for (var count = 0; count <= total; count++)
        {
            sum += count >= good ? choose * BigInteger.Pow(part, count) * BigInteger.Pow(unit - part, total - count) : 0;
            choose = choose * (total - count) / (count + 1);
        }

        var scaled = sum * BigInteger.Pow(10, 18) / BigInteger.Pow(unit, total);
        return double.Parse(scaled.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) / 1e18;
    }
}
