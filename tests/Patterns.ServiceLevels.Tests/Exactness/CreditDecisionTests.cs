using System.Numerics;
using Patterns.Core;
using Patterns.ServiceLevels.Agreements.Judging;

namespace Patterns.ServiceLevels.Tests.Exactness;

/// <summary>What an agreement's period comes to, beside the same in integers without a limit: outcome, band and credit. As many cases as <see cref="RandomCases.Count"/>.</summary>
public sealed class CreditDecisionTests
{
    private const int CasesPerAgreement = 500;

    private static readonly TimeWindow May = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Outcomes_bands_and_credits_agree_with_unlimited_integers()
    {
        var (random, ties, credits, mismatches) = (new Random(6), 0, 0, 0);
        var aim = new Objective("aim", new Indicator("i"), Target.Percent("99.9999999"), Window.CalendarMonth("UTC"), new ObjectiveOptions { Alerts = [] });
        var slices = new JudgedSlice[1];
        for (var number = 0; number < RandomCases.Count;)
        {
            var agreement = RandomAgreement(random, aim);
            Ratio[] bounds = [agreement.Target.Value, .. agreement.Credits.Select(static tier => tier.Below)];
            for (var end = Math.Min(RandomCases.Count, number + CasesPerAgreement); number < end; number++)
            {
                var bound = bounds[random.Next(bounds.Length)];
                var counts = RandomCases.Counts(random, bound.Complement());
                slices[0] = new JudgedSlice(May, counts, SliceState.Good, counts);
                var report = new AgreementReport(agreement, May, slices, BudgetUnit.Events);

                var (outcome, tier, credit) = Decide(agreement, counts);
                ties += IsTie(counts, bound) ? 1 : 0;
                credits += tier is null ? 0 : 1;
                mismatches += report.Outcome == outcome && report.Tier == tier && report.Credit == credit ? 0 : 1;
            }
        }

        Assert.Equal(0, mismatches);
        Assert.True(ties > RandomCases.Count / 100, $"Only {ties} ties of {RandomCases.Count} cases");
        Assert.InRange(credits, RandomCases.Count / 10, RandomCases.Count * 9 / 10);
    }

    // A band reaches from the next lower bound, included, to its own, not included; below the lowest bound is the lowest band.
    private static (AgreementOutcome Outcome, CreditTier? Tier, Ratio Credit) Decide(Agreement agreement, EventCounts counts)
    {
        if (counts.Total == 0 || counts.Total < agreement.MinimumPeriodEvents)
        {
            return (AgreementOutcome.NotJudged, null, default);
        }

        if (!IsBelow(counts, agreement.Target.Value))
        {
            return (AgreementOutcome.Kept, null, default);
        }

        for (var index = 0; index < agreement.Credits.Count; index++)
        {
            var tier = agreement.Credits[index];
            if (IsBelow(counts, tier.Below) && (index == agreement.Credits.Count - 1 || !IsBelow(counts, agreement.Credits[index + 1].Below)))
            {
                var isCapped = (BigInteger)tier.Credit.Numerator * agreement.CreditCap.Denominator > (BigInteger)agreement.CreditCap.Numerator * tier.Credit.Denominator;
                return (AgreementOutcome.Broken, tier, isCapped ? agreement.CreditCap : tier.Credit);
            }
        }

        return (AgreementOutcome.Broken, null, default);
    }

    private static bool IsBelow(EventCounts counts, Ratio bound) => (BigInteger)counts.Good * bound.Denominator < (BigInteger)counts.Total * bound.Numerator;

    private static bool IsTie(EventCounts counts, Ratio bound) => counts.Total > 0 && (BigInteger)counts.Good * bound.Denominator == (BigInteger)counts.Total * bound.Numerator;

    // Bounds of few and of eighteen digits; the first one is the target as often as not.
    private static Agreement RandomAgreement(Random random, Objective aim)
    {
        var target = RandomCases.Target(random);
        while (target >= aim.Target)
        {
            target = RandomCases.Target(random);
        }

        var options = new AgreementOptions
        {
            CreditCap = random.Next(2) == 0 ? Ratio.One : RandomCases.Share(random, 1000),
            MinimumPeriodEvents = random.Next(4) == 0 ? random.Next(1, 100_000) : 0,
        };
        var bounds = Enumerable.Range(0, random.Next(0, 7))
            .Select(_ => RandomCases.Share(random, random.Next(2) == 0 ? 1000 : 1_000_000_000_000_000_000))
            .Where(bound => bound < target.Value)
            .Concat(random.Next(2) == 0 ? [target.Value] : [])
            .Distinct()
            .OrderDescending()
            .ToList();
        var shares = Enumerable.Range(0, bounds.Count * 4).Select(_ => RandomCases.Share(random, 10_000)).Distinct().Take(bounds.Count).Order().ToList();
        foreach (var (below, credit) in bounds.Zip(shares))
        {
            options.Credits.Add(new CreditTier(below, credit));
        }

        return new Agreement("random", aim, target, aim.Window, options);
    }
}
