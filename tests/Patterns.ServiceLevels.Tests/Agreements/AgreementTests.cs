using System.Numerics;
using Patterns.Core;
using static Patterns.ServiceLevels.Tests.Agreements.Histories;

namespace Patterns.ServiceLevels.Tests.Agreements;

public sealed class AgreementTests
{
    [Theory]
    [InlineData("99.9")]
    [InlineData("99.95")]
    public void A_promise_at_or_above_the_objective_is_refused(string promise)
    {
        var exception = Assert.Throws<ArgumentException>(() => Agreement(promise, "99.9"));

        Assert.StartsWith(
            $"Agreement 'login-sla' promises {promise} %, and its objective 'login' aims for 99.9 %. A promise is looser than what is aimed for, so that there is time to act before it is broken: promise less than 99.9 %, or aim for more than {promise} %.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_rolling_window_is_no_period()
        => Assert.Contains("has a window of 28 days, rolling, which has no end", Assert.Throws<ArgumentException>(static () => Agreement(period: Window.Rolling(TimeSpan.FromDays(28)))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("99.9", "10 %", "99.0", "25 %", "a credit below 99.9 %, which is given while the promise of 99.5 % is kept")]
    [InlineData("99.0", "10 %", "99.5", "25 %", "bounds fall from one to the next")]
    [InlineData("99.5", "25 %", "99.0", "10 %", "less attainment gives no more credit")]
    public void Tiers_that_contradict_the_promise_or_each_other_are_refused(string first, string firstCredit, string second, string secondCredit, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => Agreement(configure: options =>
        {
            options.Credits.Add(new CreditTier(first, firstCredit));
            options.Credits.Add(new CreditTier(second, secondCredit));
        }));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "10")]
    [InlineData("101", "10")]
    [InlineData("99", "0")]
    [InlineData("99", "100.1")]
    public void Bounds_and_credits_are_above_0_and_at_most_100_percent(string below, string credit) => Assert.Throws<ArgumentOutOfRangeException>(() => new CreditTier(below, credit));

    [Fact]
    public void Requests_weigh_by_their_number()
    {
        // Two bad hours of 100 a minute in a month of 1000 a minute otherwise.
        var report = Agreement().Report(May, Of(31 * 24 * 60, static minute => minute < 120 ? Bad(100) : Good(1000)));

        Assert.Equal(new EventCounts(44_520_000, 44_532_000), report.Counts);
        Assert.Equal(AgreementOutcome.Kept, report.Outcome);
        Assert.True(report.IsFinal);
        Assert.Equal(222_660, report.Budget.Allowed);
        Assert.Equal(12_000, report.Budget.Spent);
        Assert.Equal("login-sla, May 2026: kept, 99.973 % of 99.5 %", report.ToString());
    }

    [Fact]
    public void Slices_with_exactly_the_threshold_are_up_and_above_it_are_down()
    {
        var agreement = Agreement("99", "99.9", static options => options.Unavailability = Unavailability.ErrorRateAbove("5%"));

        // Of five minutes of 100 events: 25 bad are 5 %, 26 are more.
        var report = agreement.Report(May, Of(31 * 24 * 60, static minute => minute is 0 or 1000 ? Bad(minute == 0 ? 25 : 26) : Good()));

        Assert.Equal(new EventCounts(8927, 8928), report.Counts);
        var incident = Assert.Single(report.Incidents);
        Assert.Equal(May + TimeSpan.FromMinutes(1000), incident.Window.Start);
        Assert.Equal(TimeSpan.FromMinutes(5), incident.Window.Duration);
    }

    [Fact]
    public void Minutes_count_only_when_enough_of_them_follow_each_other()
    {
        var agreement = Agreement("99", "99.9", static options => options.Unavailability = Unavailability.ConsecutiveMinutes(5, "10%"));

        // A run of 4, a run of 5, and a run of 3 + 3 around two excluded minutes.
        var report = Agreement("99", "99.9", static options =>
        {
            options.Unavailability = Unavailability.ConsecutiveMinutes(5, "10%");
            options.Exclusions.Add(Exclusion.Once("agreed", new TimeWindow(May + TimeSpan.FromMinutes(303), May + TimeSpan.FromMinutes(305))));
        }).Report(May, Of(31 * 24 * 60, static minute => minute is (>= 100 and < 104) or (>= 200 and < 205) or (>= 300 and < 308) ? Bad(11) : Good()));

        Assert.Equal(11, report.Counts.Bad);
        Assert.Equal((31 * 24 * 60) - 2, report.Counts.Total);
        Assert.Equal(new Coverage((31 * 24 * 60) - 2, 0, 2), report.Coverage);
        Assert.Equal("minutes with more than 10 % errors, 5 or more in a row", agreement.Unavailability.ToString());
    }

    [Theory]
    [InlineData(NoDataPolicy.Good, 8928, 8928)]
    [InlineData(NoDataPolicy.Ignore, 8926, 8926)]
    [InlineData(NoDataPolicy.Bad, 8926, 8928)]
    public void Slices_without_enough_events_count_as_agreed(NoDataPolicy policy, long good, long total)
    {
        var agreement = Agreement("99", "99.9", options =>
        {
            options.Unavailability = Unavailability.ErrorRateAbove("0");
            options.NoData = policy;
            options.MinimumSliceEvents = 10;
        });

        // One slice without events, one with 9 bad ones.
        var report = agreement.Report(May, Of(31 * 24 * 60, static minute => minute < 5 ? default : minute == 5 ? Bad(9, 9) : minute < 10 ? default : Good()));

        Assert.Equal(new EventCounts(good, total), report.Counts);
    }

    [Theory]
    [InlineData(ExclusionEffect.Drop, 44_630)]
    [InlineData(ExclusionEffect.CountAsGood, 44_640)]
    public void Excluded_minutes_are_dropped_or_good_and_always_told(ExclusionEffect effect, long total)
    {
        var agreement = Agreement(configure: options => options.Exclusions.Add(Exclusion.Once("agreed", new TimeWindow(May, May + TimeSpan.FromMinutes(10)), effect)));

        var report = agreement.Report(May, Of(31 * 24 * 60, static minute => minute < 10 ? Bad(1, 1) : Good(1)));

        Assert.Equal(new EventCounts(total, total), report.Counts);
        Assert.Equal(10, report.Coverage.Excluded);
        Assert.Equal(44_640, report.Events.Total);
    }

    [Fact]
    public void Too_few_events_are_not_judged()
    {
        var report = Agreement(configure: static options => options.MinimumPeriodEvents = 1000).Report(May, Of(999, static _ => Bad(1, 1)));

        Assert.Equal(AgreementOutcome.NotJudged, report.Outcome);
        Assert.Equal(Ratio.Zero, report.Credit);
        Assert.Null(report.ClaimUntil);
        Assert.False(report.IsFinal);
    }

    [Fact]
    public void Credits_are_capped_and_claimed_in_time()
    {
        var report = Agreement(configure: static options =>
        {
            options.Credits.Add(new CreditTier("99.5", "10 %"));
            options.Credits.Add(new CreditTier("95", "100 %"));
            options.CreditCap = new Ratio(1, 2);
            options.ClaimsWindow = TimeSpan.FromDays(60);
        }).Report(May, Of(31 * 24 * 60, static minute => minute % 2 == 0 ? Good(1) : Bad(1, 1)));

        Assert.Equal(new Ratio(1, 1), report.Tier!.Credit);
        Assert.Equal(new Ratio(1, 2), report.Credit);
        Assert.Equal(61.725m, report.CreditOf(123.45m));
        Assert.Equal(new DateTimeOffset(2026, 7, 31, 0, 0, 0, TimeSpan.Zero), report.ClaimUntil);
    }

    [Theory]
    [InlineData(40, 40, "Below the promise so far; it can still be kept")]
    [InlineData(50, 50, "Cannot be kept any more")]
    public void A_period_that_goes_on_can_still_be_kept_or_not(int badSlices, int spent, string verdict)
    {
        var agreement = Agreement(configure: static options => options.Unavailability = Unavailability.ErrorRateAbove("5%"));

        // 44 of the 8,928 slices of May may be bad; ten days of 2,880 slices are known.
        var report = agreement.Report(May, Of(10 * 24 * 60, minute => minute < badSlices * 5 ? Bad(50) : Good()));

        Assert.Equal(AgreementOutcome.Broken, report.Outcome);
        Assert.Equal((44, spent), (report.WholePeriod!.Value.Allowed, report.WholePeriod.Value.Spent));
        Assert.All(verdict.Split("; "), part => Assert.Contains(part, report.ToHtml(), StringComparison.Ordinal));
    }

    [Fact]
    public void Months_start_and_end_on_the_clock_of_the_zone()
    {
        var agreement = Agreement(period: Window.CalendarMonth("Europe/Amsterdam"));

        var march = agreement.Report(2026, 3);

        Assert.Equal(new DateTimeOffset(2026, 2, 28, 23, 0, 0, TimeSpan.Zero), march.Window.Start);
        Assert.Equal(new DateTimeOffset(2026, 3, 31, 22, 0, 0, TimeSpan.Zero), march.Window.End);
        Assert.Equal("March 2026", march.PeriodName);
    }

    /// <summary>Attainment and tiers against integers without bounds, ties at every bound included.</summary>
    [Fact]
    public void Tiers_are_decided_as_by_unbounded_integers()
    {
        var agreement = Agreement(configure: static options =>
        {
            options.Credits.Add(new CreditTier("99.5", "10 %"));
            options.Credits.Add(new CreditTier("99", "25 %"));
            options.Credits.Add(new CreditTier("95", "100 %"));
        });
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var bound = new[] { 995, 990, 950 }[random.Next(3)];
            var scale = random.NextInt64(1, 1L << random.Next(1, 52));
            var total = scale * 1000;
            var good = Math.Clamp((scale * bound) + random.Next(-1, 2), 0, total);

            var report = agreement.Report(May, new SlotHistory(May, [new EventCounts(good, total)]));

            bool Below(int promille) => (BigInteger)good * 1000 < (BigInteger)total * promille;
            var expected = Below(950) ? new Ratio(1, 1) : Below(990) ? new Ratio(1, 4) : Below(995) ? new Ratio(1, 10) : Ratio.Zero;
            Assert.Equal(expected, report.Credit);
            Assert.Equal(Below(995), report.Outcome == AgreementOutcome.Broken);
        }
    }

    [Fact]
    public void Clustered_failures_break_a_promise_that_independent_ones_would_keep()
    {
        // 99.9 % good on average: one bad hour in six weeks of 1000 events a minute, nothing else.
        var agreement = Agreement("99.8", "99.9");
        var history = Of(42 * 24 * 60, static minute => minute is >= 20_000 and < 20_060 ? Bad(1000, 1000) : Good(1000));

        var estimate = agreement.EstimateBreach(history, new Random(5));

        // Two bad hours within 30 days are more than 0.2 %, and one is not: a month draws two or more of 1-in-42 days in 16 %.
        Assert.Equal(1 - Math.Pow(41.0 / 42, 30) - (30 * Math.Pow(41.0 / 42, 29) / 42), estimate.Probability, 0.02);
        Assert.True(estimate.IfIndependent < 1e-6);
        Assert.Equal(1, estimate.Incidents);
        Assert.Equal(estimate, agreement.EstimateBreach(history, new Random(5)));
    }

    [Fact]
    public void An_estimate_needs_a_week()
        => Assert.Contains("A history of 6 whole days is too short", Assert.Throws<ArgumentException>(static () => Agreement().EstimateBreach(Of(6 * 24 * 60, static _ => Good()), new Random(1))).Message, StringComparison.Ordinal);
}
