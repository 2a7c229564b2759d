using System.Text.Json;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Published;

/// <summary>Numbers that others published. The S3 tiers are reproduced with the agreements, the binomial intervals with the intervals.</summary>
public sealed class PublishedNumberTests
{
    private const string Numbers = "corpora/service-levels/published_numbers.json";
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [SharedFact(Numbers)]
    public void Burn_rates_exhaust_a_budget_when_the_workbook_says()
    {
        var target = Target.Percent("99.9");
        foreach (var entry in Root("workbook_alerting_on_slos").GetProperty("burn_rate_to_exhaustion_99_9_30d").EnumerateArray())
        {
            var burn = Exact(entry.GetProperty("burn"));
            Assert.Equal(Exact(entry.GetProperty("error_rate")), BurnRate.BadShare(burn, target));
            var minutes = 30 * 24 * 60 / burn.ToDouble();
            var text = entry.GetProperty("exhaust").GetString()!;
            Assert.Equal(text.StartsWith("43m", StringComparison.Ordinal) ? 43.2 : double.Parse(text.TrimEnd('d'), System.Globalization.CultureInfo.InvariantCulture) * 24 * 60, minutes, 9);
        }
    }

    [SharedFact(Numbers)]
    public void Alerts_are_those_of_the_workbook()
    {
        var rules = AlertRules.Workbook(Month);
        foreach (var (entry, rule) in Root("workbook_alerting_on_slos").GetProperty("mwmb_30d").EnumerateArray().Zip(rules))
        {
            Assert.Equal((entry.GetProperty("sev").GetString(), Span(entry, "long"), Span(entry, "short")), (rule.Severity.ToString().ToLowerInvariant(), rule.LongWindow, rule.ShortWindow));
            Assert.Equal(Exact(entry.GetProperty("burn")), rule.BurnRate);
            Assert.Equal(Exact(entry.GetProperty("budget")), rule.BudgetShare(Month));
        }
    }

    [SharedFact(Numbers)]
    public void Detection_and_reset_take_as_long_as_the_workbook_says()
    {
        var target = Target.Percent("99.9");
        foreach (var entry in Root("workbook_alerting_on_slos").GetProperty("detect").EnumerateArray())
        {
            var window = Span(entry, "window");
            var rule = new AlertRule(AlertSeverity.Page, window, window, Exact(entry.GetProperty("burn")));
            if (entry.TryGetProperty("seconds", out var seconds))
            {
                Assert.Equal(seconds.GetDouble(), rule.DetectionTime(target, Exact(entry.GetProperty("outage")))!.Value.TotalSeconds, 6);
            }
            else
            {
                Assert.Equal(entry.GetProperty("reset_minutes").GetDouble(), rule.ResetTime(target, Ratio.One)!.Value.TotalMinutes, 6);
            }
        }

        var page = AlertRules.Workbook(Month)[0];
        var failing = new Ratio(15, 100);
        Assert.Equal(5.76, page.DetectionTime(target, failing)!.Value.TotalMinutes, 6);
        Assert.Equal(0.48, new AlertRule(AlertSeverity.Page, page.ShortWindow, page.ShortWindow, page.BurnRate).DetectionTime(target, failing)!.Value.TotalMinutes, 6);
    }

    [SharedFact(Numbers)]
    public void Other_numbers_of_the_workbook_hold()
    {
        var other = Root("workbook_alerting_on_slos").GetProperty("other").EnumerateArray().ToArray();
        Assert.Equal(other[0].GetProperty("value_h").GetDouble(), Month.TotalHours / 35, 3);
        // An alert that waits an hour on a total outage: an hour of 30 days is 1/720 of the events, and 0.1 % of them are allowed.
        Assert.Equal(other[1].GetProperty("value").GetDouble(), new ErrorBudget(Target.Percent("99.9"), new EventCounts(719_000, 720_000)).SpentShare, 4);
        Assert.Equal(other[3].GetProperty("value").GetDouble(), new ErrorBudget(Target.Percent("90"), new EventCounts(719_000, 720_000)).SpentShare, 6);
        Assert.Equal(other[4].GetProperty("value_s").GetDouble(), Target.Percent("99.999").AllowedBad(30L * 24 * 60 * 60 * 100) / 100d, 2);

        var lowTraffic = new ErrorBudget(Target.Percent("99.9"), new EventCounts(7199, 7200));
        Assert.Equal(other[5].GetProperty("value").GetDouble(), lowTraffic.SpentShare, 6);
        Assert.Equal(7, lowTraffic.Allowed);
        // The text says 1,000 times; 1 of 10 events is 100 times 0.1 %, as the list of errata says.
        Assert.Equal(100, new BurnRate(TimeSpan.FromHours(1), Target.Percent("99.9"), new EventCounts(9, 10)).Value, 9);
    }

    [SharedFact(Numbers)]
    public void Budgets_of_the_workbooks_example_are_those_of_the_workbook()
    {
        var entry = Root("workbook_implementing_slos");
        var counts = new EventCounts(entry.GetProperty("good").GetInt64(), entry.GetProperty("total").GetInt64());
        Assert.Equal("97.123 %", Percentage.Format(counts));
        Assert.Equal(entry.GetProperty("availability").GetDouble(), counts.Attainment!.Value.ToDouble(), 5);
        Assert.Equal(
            entry.GetProperty("allowed").EnumerateArray().Select(static allowed => allowed.GetInt64()),
            new[] { "97", "90", "99" }.Select(percent => Target.Percent(percent).AllowedBad(counts.Total)));
        var push = entry.GetProperty("bad_push");
        // 13 % is rounded: 12.8 % of 109,897.
        Assert.Equal(push.GetProperty("pct").GetDouble(), Math.Round(push.GetProperty("errors").GetInt64() * 100d / 109_897));
    }

    [SharedFact(Numbers)]
    public void Alerts_scale_to_other_periods_as_Datadog_Sloth_and_Pyrra_have_them()
    {
        var tables = Root("datadog_burn_tables");
        foreach (var days in new[] { 7, 30, 90 })
        {
            foreach (var row in tables.GetProperty($"{days}d").EnumerateArray().Select(static row => row.EnumerateArray().ToArray()))
            {
                var rule = AlertRule.Spending(Exact(row[3]), TimeSpan.FromDays(days), Span(row[1].GetString()!), Span(row[2].GetString()!));
                Assert.Equal(Exact(row[0]), rule.BurnRate);
            }
        }

        var most = new Ratio(tables.GetProperty("max_burn_96").GetInt64(), 1);
        Assert.True(new AlertRule(AlertSeverity.Page, Month, Month, most).IsReachable(Target.Percent("96")));
        Assert.False(new AlertRule(AlertSeverity.Page, Month, Month, new Ratio(251, 10)).IsReachable(Target.Percent("96")));

        var sloth = Root("sloth_alert_test");
        AssertBurnRates(sloth.GetProperty("28d"), AlertRules.Workbook(TimeSpan.FromDays(28)));
        AssertBurnRates(sloth.GetProperty("30d"), AlertRules.Workbook(Month));
        AssertBurnRates(sloth.GetProperty("7d_custom(8,12.5,20,42%)"), new[] { (80, 1), (125, 6), (200, 24), (420, 72) }
            .Select(static spent => AlertRule.Spending(new Ratio(spent.Item1, 1000), TimeSpan.FromDays(7), TimeSpan.FromHours(spent.Item2), TimeSpan.FromMinutes(5))));

        foreach (var (row, rule) in Root("pyrra_windows_28d").EnumerateArray().Select(static row => row.EnumerateArray().ToArray()).Zip(AlertRules.Proportional(TimeSpan.FromDays(28))))
        {
            Assert.Equal((Span(row[2].GetString()!), Span(row[3].GetString()!), Exact(row[4])), (rule.LongWindow, rule.ShortWindow, rule.BurnRate));
        }
    }

    [SharedFact(Numbers)]
    public void Budgets_and_burn_rates_are_those_of_Kibana()
    {
        var target = Target.Parse("0.999");
        foreach (var entry in Root("kibana_budget_target_0_999").EnumerateArray())
        {
            // More good events than events are cut. 333 of 777: consumed 571.43; what remains is 1 less that, not the 0 of the old test, which clamped it.
            var counts = EventCounts.Clamp(entry.GetProperty("good").GetInt64(), entry.GetProperty("total").GetInt64());
            var consumed = new ErrorBudget(target, counts).SpentShare;
            Assert.Equal(entry.GetProperty("consumed").GetDouble(), consumed, 5);
            if (entry.TryGetProperty("remaining", out var remaining) && remaining.ValueKind == JsonValueKind.Number)
            {
                Assert.Equal(remaining.GetDouble(), 1 - consumed, 9);
            }
        }

        foreach (var row in Root("kibana_burn").EnumerateArray().Select(static row => row.EnumerateArray().ToArray()))
        {
            var burn = new BurnRate(TimeSpan.FromHours(1), new Target(Exact(row[0])), new EventCounts(row[1].GetInt64(), row[2].GetInt64()));
            Assert.Equal(row[3].GetDouble(), burn.Value, 9);
            Assert.True(burn.IsAtLeast(Exact(row[3])));
        }
    }

    [SharedFact(Numbers)]
    public void Time_slices_are_those_of_Kibana()
    {
        foreach (var entry in Root("kibana_timeslice").EnumerateArray())
        {
            // Observed slices that are not good are bad; slices without data are good.
            var (good, observed, total) = (entry.GetProperty("good").GetInt32(), entry.GetProperty("observed").GetInt32(), entry.GetProperty("total_slices").GetInt32());
            var slots = Enumerable.Range(0, total).Select(slice => slice < good ? new EventCounts(1, 1) : slice < observed ? new EventCounts(0, 1) : default);
            var options = new ObjectiveOptions { Budgeting = Budgeting.TimeSlices(TimeSpan.FromMinutes(1), Target.Percent("95")), NoData = NoDataPolicy.Good, Alerts = [] };
            Assert.Equal(entry.GetProperty("sli").GetDouble(), Judge(slots, total, Target.Percent("95"), options).Attainment!.Value.ToDouble(), 8);
        }
    }

    [SharedFact(Numbers)]
    public void Composites_are_those_of_Kibana()
    {
        foreach (var entry in Root("kibana_composite").EnumerateArray())
        {
            var target = new Target(Exact(entry.GetProperty("target")));
            var parts = entry.GetProperty("w").EnumerateArray().Zip(entry.GetProperty("sli").EnumerateArray(), (weight, sli) =>
            {
                var indicator = new Indicator($"i{weight}-{sli}");
                var share = Exact(sli);
                indicator.Record(new EventCounts(share.Numerator, share.Denominator), Start);
                return new CompositePart(new Objective(indicator.Name, indicator, target, Window.Rolling(Month), new ObjectiveOptions { Alerts = [] }), weight.GetInt32());
            }).ToList();
            var status = new CompositeObjective("c", CompositeKind.Weighted, target, parts).Evaluate(Start);
            Assert.Equal(entry.GetProperty("out").GetDouble(), status.Attainment!.Value, 12);
            Assert.Equal(entry.GetProperty("status").GetString() == "HEALTHY", status.IsMet);
        }
    }

    [SharedFact(Numbers)]
    public void The_three_methods_give_the_numbers_of_Nobl9()
    {
        var entry = Root("nobl9_gist_methods");
        var target = new Target(Exact(entry.GetProperty("target")));
        var slots = entry.GetProperty("good").EnumerateArray().Zip(entry.GetProperty("valid").EnumerateArray(), static (good, valid) => new EventCounts(good.GetInt64(), valid.GetInt64())).ToList();

        var occurrences = Judge(slots, 10, target, new ObjectiveOptions { Alerts = [] });
        // 111 of 118, cut to six digits there.
        Assert.Equal(entry.GetProperty("occurrences").GetDouble(), Math.Floor(occurrences.Attainment!.Value.ToDouble() * 1e6) / 1e6, 9);
        // 1.18646 there comes of the cut attainment; 7 bad of 5.9 allowed are 1.18644.
        Assert.Equal(entry.GetProperty("burnt").GetDouble(), (1 - entry.GetProperty("occurrences").GetDouble()) / target.Budget.ToDouble(), 9);
        Assert.Equal(7 / 5.9, occurrences.Budget.SpentShare, 12);
        var slices = Judge(slots, 10, target, new ObjectiveOptions { Alerts = [], Budgeting = Budgeting.TimeSlices(TimeSpan.FromMinutes(1), target) });
        Assert.Equal(Exact(entry.GetProperty("timeslices_derived")), slices.Attainment);
        var ratios = Judge(slots, 10, target, new ObjectiveOptions { Alerts = [], Budgeting = Budgeting.RatioTimeSlices(TimeSpan.FromMinutes(1)) });
        Assert.Equal(entry.GetProperty("ratio_timeslices_derived").GetDouble(), ratios.Attainment!.Value.ToDouble(), 10);
    }

    [SharedFact(Numbers)]
    public void Budgets_in_time_are_those_of_OpenSLO_and_Datadog()
    {
        var example = Root("openslo_budgeting_example");
        Assert.Equal(example.GetProperty("timeslices_budget_h").GetDouble(), Target.Parse("0.95").AllowedBad(example.GetProperty("slices_1m").GetInt64()) / 60d, 9);
        // The text's 13:45 is rounded: 13.714 hours are 48/3.5, which is 13 h 42 m 51 s.
        Assert.Equal(13.714, TimeSpan.FromHours(48 / 3.5).TotalHours, 3);

        var week = Root("openslo_low_traffic_week");
        Assert.Equal(302.4, Target.Parse("0.9995").AllowedBad(week.GetProperty("minutes").GetInt64() * 600) / 10d, 9);
        Assert.Equal(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(2.4), TimeSpan.FromSeconds(302.4));

        var correction = Root("datadog_correction");
        foreach (var (name, effect) in new[] { ("7d_1h_down_with_1d_correction_dropped", ExclusionEffect.Drop), ("counted_as_uptime", ExclusionEffect.CountAsGood) })
        {
            // A week with an hour of outage, and a day that is corrected: 1 of 144 hours, or 1 of 168.
            var slots = Enumerable.Range(0, 7 * 24 * 60).Select(static minute => new EventCounts(minute < 60 ? 0 : 1, 1));
            var options = new ObjectiveOptions { Alerts = [] };
            options.Exclusions.Add(Exclusion.Once("correction", new TimeWindow(Start.AddDays(2), Start.AddDays(3)), effect));
            var status = Judge(slots, 7 * 24 * 60, Target.Percent("99"), options);
            Assert.Equal(correction.GetProperty(name).GetDouble(), 1 - status.Attainment!.Value.ToDouble(), 12);
            Assert.Equal(24 * 60, status.Coverage.Excluded);
        }
    }

    [SharedFact(Numbers)]
    public void Five_dependencies_leave_half_of_the_budget_of_one_nine_less()
    {
        var entry = Root("extra_nine");
        var target = new Target(Exact(entry.GetProperty("target")));
        var minutes = entry.GetProperty("year_minutes").GetDouble();
        var ceiling = DependencyCeiling.OfAll(Enumerable.Repeat(Target.Percent("99.999"), 5));
        Assert.Equal(entry.GetProperty("budget_min").GetDouble(), target.Budget.ToDouble() * minutes, 9);
        Assert.Equal(entry.GetProperty("five_deps_99_999_min").GetDouble(), ceiling.Complement().ToDouble() * minutes, 9);
        Assert.Equal(entry.GetProperty("left").GetDouble(), (target.Budget.ToDouble() - ceiling.Complement().ToDouble()) * minutes, 9);
        Assert.True(DependencyCeiling.Allows(target, Enumerable.Repeat(Target.Percent("99.999"), 5)));
        Assert.False(DependencyCeiling.Allows(target, Enumerable.Repeat(Target.Percent("99.999"), 11)));
    }

    private static ObjectiveStatus Judge(IEnumerable<EventCounts> slots, int minutes, Target target, ObjectiveOptions options)
    {
        var indicator = new Indicator("i");
        indicator.Backfill(new SlotHistory(Start, slots));
        var isSliced = options.Budgeting.Method != BudgetingMethod.Occurrences;
        // A slice counts when it is over, so the window of sliced budgets ends with a minute that has only begun.
        return new Objective("o", indicator, target, Window.Rolling(TimeSpan.FromMinutes(minutes + (isSliced ? 1 : 0))), options).Evaluate(Start.AddMinutes(minutes - (isSliced ? 0 : 1)));
    }

    private static JsonElement Root(string name) => JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFiles.Path(Numbers))).RootElement.GetProperty(name);

    private static Ratio Exact(JsonElement number) => Ratio.FromDecimal(number.GetDecimal());

    private static TimeSpan Span(JsonElement entry, string name) => Span(entry.GetProperty(name).GetString()!);

    private static TimeSpan Span(string text)
    {
        var count = int.Parse(text[..^1], System.Globalization.CultureInfo.InvariantCulture);
        return text[^1] switch { 'd' => TimeSpan.FromDays(count), 'h' => TimeSpan.FromHours(count), _ => TimeSpan.FromMinutes(count) };
    }

    private static void AssertBurnRates(JsonElement expected, IEnumerable<AlertRule> rules)
    {
        foreach (var (number, rule) in expected.EnumerateArray().Zip(rules))
        {
            Assert.Equal(number.GetDouble(), rule.BurnRate.ToDouble(), 8);
        }
    }
}
