using System.Globalization;
using System.Numerics;
using Patterns.Core;
using Patterns.ServiceLevels.Evaluation;

namespace Patterns.ServiceLevels.Tests.Exactness;

/// <summary>Every decision beside the same one in integers without a limit, as many as <see cref="RandomCases.Count"/>.</summary>
public sealed class BruteForceTests
{
    [Fact]
    public void Budgets_and_targets_agree_with_unlimited_integers()
    {
        var (random, ties, mismatches) = (new Random(1), 0, 0);
        for (var number = 0; number < RandomCases.Count; number++)
        {
            var target = RandomCases.Target(random);
            var counts = RandomCases.Counts(random, target.Budget);
            var budget = new ErrorBudget(target, counts);
            BigInteger whole = target.Value.Denominator, share = target.Value.Numerator;
            var allowed = (whole - share) * counts.Total / whole;
            var isMet = counts.Good * whole >= share * counts.Total;
            ties += counts.Good * whole == share * counts.Total ? 1 : 0;
            mismatches += budget.Allowed == allowed && budget.Spent == (BigInteger)counts.Total - counts.Good && budget.Left == allowed - counts.Bad
                && budget.IsOverspent == !isMet && target.IsMetBy(counts) == isMet ? 0 : 1;
        }

        Assert.Equal(0, mismatches);
        Assert.True(ties > RandomCases.Count / 100, $"Only {ties} ties of {RandomCases.Count} cases");
    }

    [Fact]
    public void Burn_rates_and_spent_shares_agree_with_unlimited_integers()
    {
        var (random, ties, mismatches) = (new Random(2), 0, 0);
        for (var number = 0; number < RandomCases.Count; number++)
        {
            var target = RandomCases.Target(random);
            var factor = random.Next(4) == 0 ? new Ratio(72, 5) : new Ratio(random.NextInt64(1, 1_000_000), random.NextInt64(1, 1_000));
            var threshold = BurnRate.BadShare(factor, target);
            var counts = RandomCases.Counts(random, threshold);
            // bad / total >= factor × (1 - target)
            var left = (BigInteger)counts.Bad * factor.Denominator * target.Value.Denominator;
            var right = (BigInteger)counts.Total * factor.Numerator * (target.Value.Denominator - target.Value.Numerator);
            var reaches = counts.Total > 0 && left >= right;
            ties += counts.Total > 0 && left == right ? 1 : 0;
            mismatches += new BurnRate(TimeSpan.FromHours(1), target, counts).IsAtLeast(factor) == reaches
                && new ErrorBudget(target, counts).IsSpentBy(factor) == reaches ? 0 : 1;
        }

        Assert.Equal(0, mismatches);
        Assert.True(ties > RandomCases.Count / 100, $"Only {ties} ties of {RandomCases.Count} cases");
    }

    [Fact]
    public void Fewest_bad_events_are_exactly_where_an_alert_starts_to_fire()
    {
        var (random, mismatches) = (new Random(3), 0);
        for (var number = 0; number < RandomCases.Count / 10; number++)
        {
            var target = RandomCases.Target(random);
            var rule = new AlertRule(AlertSeverity.Page, TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), new Ratio(random.NextInt64(1, 10_000), random.NextInt64(1, 100)));
            if (!rule.IsReachable(target))
            {
                mismatches += rule.BadShare(target) > Ratio.One ? 0 : 1;
                continue;
            }

            var total = RandomCases.Total(random) + 1;
            var bad = rule.BadEventsToFire(target, total);
            mismatches += bad <= total && BurnRate.Reaches(new EventCounts(total - bad, total), rule.BadShare(target))
                && !BurnRate.Reaches(new EventCounts(total - bad + 1, total), rule.BadShare(target)) ? 0 : 1;
        }

        Assert.Equal(0, mismatches);
    }

    [Fact]
    public void Certainty_is_where_the_lower_Wilson_bound_reaches_the_share()
    {
        var (random, wrong) = (new Random(4), 0);
        for (var number = 0; number < 20_000; number++)
        {
            var total = random.Next(1, 10_000);
            var bad = random.Next(0, total + 1);
            var share = new Ratio(random.Next(1, 1000), 1000);
            var bound = ConfidenceInterval.Wilson(new EventCounts(bad, total), 1.64).Low;
            var isCertain = Certainty.LowerBoundReaches(new EventCounts(total - bad, total), share, new Ratio(164, 100));
            wrong += Math.Abs(bound - share.ToDouble()) > 1e-9 && isCertain != bound > share.ToDouble() ? 1 : 0;
        }

        Assert.Equal(0, wrong);
    }

    [Fact]
    public void Printed_percents_are_never_above_the_value_nor_on_the_other_side_of_the_target()
    {
        var random = new Random(5);
        for (var number = 0; number < 20_000; number++)
        {
            var target = Target.Percent(RandomCases.DecimalTargets[random.Next(RandomCases.DecimalTargets.Length)]);
            var counts = RandomCases.Counts(random, target.Budget);
            if (counts.IsEmpty)
            {
                continue;
            }

            var printed = decimal.Parse(Percentage.Format(counts, 2, target.Value).TrimEnd('%', ' '), CultureInfo.InvariantCulture);
            var aimed = decimal.Parse(target.ToString().TrimEnd('%', ' '), CultureInfo.InvariantCulture);
            Assert.True(target.IsMetBy(counts) == printed >= aimed, $"{counts} of {target} prints {printed}");
            Assert.True(new BigInteger(printed * 1e18m) * counts.Total <= (BigInteger)counts.Good * 100 * (BigInteger)1e18m);
        }
    }
}
