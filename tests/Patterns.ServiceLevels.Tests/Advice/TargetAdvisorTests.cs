using static Patterns.ServiceLevels.Tests.Agreements.Histories;

namespace Patterns.ServiceLevels.Tests.Advice;

public sealed class TargetAdvisorTests
{
    private static readonly ExpectedTraffic Plenty = new(10_000_000);

    [Fact]
    public void A_service_that_is_only_launching_gets_a_target_from_its_plan()
    {
        var advice = TargetAdvisor.Suggest(null, [new("database", Target.Percent("99.95"))], Plenty);

        // 8 changes of which 15 % fail for an hour are 1.2 h of 729.6 h; with the database's 0.05 %, doubled, 0.43 %.
        Assert.Equal(Target.Percent("99.5"), advice.Target);
        Assert.Equal(Target.Percent("98"), advice.Promise);
        Assert.StartsWith("Aim for 99.5 % over 28 days, promise 98 %.\n* Launch: at most 99.5 %. No history. 8 changes a month, 15 % of them failing for 1 h", advice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Gradual_roll_outs_and_quick_restores_earn_a_nine()
    {
        var careful = new LaunchPlan { ShareHurt = 0.1, TimeToRestore = TimeSpan.FromMinutes(20), ChangeFailureRate = 0.05 };

        var advice = TargetAdvisor.Suggest(null, [], Plenty, new AdviceOptions { Launch = careful });

        Assert.Equal(Target.Percent("99.95"), advice.Target);
        Assert.Equal(AdviceReasonKind.Alerts, Assert.Single(advice.Reasons, reason => reason.Limit == advice.Target).Kind);
    }

    [Fact]
    public void History_bears_what_it_would_have_kept_nearly_always()
    {
        // A bad quarter of an hour each week, else one failure in 100,000: 0.15 % in four weeks.
        var history = Of(84 * 24 * 60, static minute => minute % (7 * 24 * 60) is >= 3000 and < 3015 ? Bad(10_000, 10_000) : Bad(minute % 10, 100_000 / 10));

        var advice = TargetAdvisor.Suggest(history);

        Assert.Equal(Target.Percent("99.5"), advice.Target);
        Assert.Equal(AdviceReasonKind.History, advice.Reasons[0].Kind);
        Assert.True(advice.Promise < advice.Target);
        Assert.Equal(advice.ToString(), TargetAdvisor.Suggest(history).ToString());
        Assert.Contains("84 days delivered", advice.Reasons[0].Text, StringComparison.Ordinal);
        Assert.Contains("with 12 incidents", advice.Reasons[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependencies_cap_a_target_below_what_they_have_together()
    {
        var history = Of(28 * 24 * 60, static _ => Good(10_000));

        var advice = TargetAdvisor.Suggest(history, [new("database", Target.Percent("99.95")), new("queue", Target.Percent("99.9"))]);

        // At worst their failures do not overlap: 0.05 % and 0.1 % are 0.15 %.
        Assert.Equal(Target.Percent("99.8"), advice.Target);
        Assert.Contains("2 dependencies together have 99.85 %, queue with 99.9 % the least", advice.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000_000, "99.95")]
    [InlineData(2_000, "99.8")]
    [InlineData(300, "98")]
    public void Few_events_cap_a_target_so_that_single_failures_do_not_decide(long perDay, string expected)
    {
        var advice = TargetAdvisor.Suggest(null, [], new ExpectedTraffic(perDay), new AdviceOptions { Launch = new LaunchPlan { ChangesPerMonth = 0 } });

        // A page takes 13.44 times the budget within the hour, and two failures at least: of 83 events 2.7 % (0.2 % times 13.44), of 12 events 27 % (2 %).
        Assert.Equal(Target.Percent(expected), advice.Target);
        Assert.Contains(advice.Reasons, reason => reason.Kind is AdviceReasonKind.Traffic && reason.Limit is not null);
    }

    [Fact]
    public void A_target_that_is_gone_before_anybody_acts_is_not_advised()
    {
        var perfect = Of(60 * 24 * 60, static _ => Good(1_000_000));

        Assert.Equal(Target.Percent("99.95"), TargetAdvisor.Suggest(perfect).Target);
        Assert.Equal(Target.Percent("99.995"), TargetAdvisor.Suggest(perfect, options: new AdviceOptions { TimeToRespond = TimeSpan.FromMinutes(1) }).Target);
    }

    [Fact]
    public void A_service_that_mostly_fails_gets_no_target()
    {
        var advice = TargetAdvisor.Suggest(Of(28 * 24 * 60, static _ => Bad(90)));

        Assert.Null(advice.Target);
        Assert.Null(advice.Promise);
        Assert.Contains("Repair first, aim later.", advice.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_history_of_days_is_too_short_to_advise_on()
        => Assert.Contains("7 are the least", Assert.Throws<ArgumentException>(static () => TargetAdvisor.Suggest(Of(3 * 24 * 60, static _ => Good()))).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_out_of_range_are_refused_with_value_and_limit()
        => Assert.Equal("AcceptedMisses is above 0 and below 1, but is NaN.", Assert.Throws<ArgumentException>(static () => TargetAdvisor.Suggest(null, options: new AdviceOptions { AcceptedMisses = double.NaN })).Message);
}
