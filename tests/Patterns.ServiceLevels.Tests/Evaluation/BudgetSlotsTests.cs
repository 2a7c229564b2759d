namespace Patterns.ServiceLevels.Tests.Evaluation;

/// <summary>Slices, missing data and exclusions beside the obvious loop.</summary>
public sealed class BudgetSlotsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 28, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(BudgetingMethod.Occurrences, NoDataPolicy.Ignore, ExclusionEffect.Drop)]
    [InlineData(BudgetingMethod.Occurrences, NoDataPolicy.Bad, ExclusionEffect.CountAsGood)]
    [InlineData(BudgetingMethod.TimeSlices, NoDataPolicy.Ignore, ExclusionEffect.Drop)]
    [InlineData(BudgetingMethod.TimeSlices, NoDataPolicy.Good, ExclusionEffect.Drop)]
    [InlineData(BudgetingMethod.TimeSlices, NoDataPolicy.Bad, ExclusionEffect.CountAsGood)]
    [InlineData(BudgetingMethod.RatioTimeSlices, NoDataPolicy.Ignore, ExclusionEffect.Drop)]
    [InlineData(BudgetingMethod.RatioTimeSlices, NoDataPolicy.Bad, ExclusionEffect.CountAsGood)]
    public void Budgets_agree_with_the_obvious_loop(BudgetingMethod method, NoDataPolicy noData, ExclusionEffect effect)
    {
        const int Minutes = 2 * 1440, Slice = 5;
        var random = new Random(17);
        var slots = Enumerable.Range(0, Minutes).Select(minute => random.Next(3) == 0 || minute % 400 > 380 ? default : new EventCounts(random.Next(0, 10), 10)).ToArray();
        slots[0] = new EventCounts(1, 1);
        var sliceTarget = Target.Percent("50");
        var recurrence = new Recurrence("FREQ=DAILY", new DateTime(2026, 1, 1, 2, 13, 0), TimeSpan.FromMinutes(50), "Europe/Amsterdam");
        var options = new ObjectiveOptions
        {
            Alerts = [],
            NoData = noData,
            Budgeting = method switch
            {
                BudgetingMethod.Occurrences => Budgeting.Occurrences,
                BudgetingMethod.TimeSlices => Budgeting.TimeSlices(TimeSpan.FromMinutes(Slice), sliceTarget),
                _ => Budgeting.RatioTimeSlices(TimeSpan.FromMinutes(Slice)),
            },
        };
        options.Exclusions.Add(Exclusion.Recurring("nightly", recurrence, effect));
        var indicator = new Indicator("i");
        indicator.Backfill(new SlotHistory(Start, slots));
        var status = new Objective("o", indicator, Target.Percent("90"), Window.Rolling(TimeSpan.FromDays(3)), options).Evaluate(Start.AddMinutes(Minutes));

        // On 29 March the clock skips 02:00 to 03:00: that night starts at the skip, 01:00 UTC.
        bool IsExcluded(int minute) => minute is (>= 73 and < 123) or (>= 1440 + 60 and < 1440 + 110);
        EventCounts Judged(int minute) => !IsExcluded(minute) ? slots[minute] : effect == ExclusionEffect.Drop ? default : new EventCounts(slots[minute].Total, slots[minute].Total);
        var (good, total) = (0m, 0L);
        for (var from = 0; from < Minutes; from += method == BudgetingMethod.Occurrences ? 1 : Slice)
        {
            var range = Enumerable.Range(from, method == BudgetingMethod.Occurrences ? 1 : Slice).ToList();
            var sum = range.Select(Judged).Aggregate(static (left, right) => left + right);
            if (method == BudgetingMethod.Occurrences)
            {
                (good, total) = (good + sum.Good, total + sum.Total);
            }
            else if (sum.IsEmpty)
            {
                var isAsGood = effect == ExclusionEffect.CountAsGood && range.Exists(IsExcluded);
                var isDropped = effect == ExclusionEffect.Drop && range.TrueForAll(IsExcluded);
                var counts = !isDropped && (isAsGood || noData != NoDataPolicy.Ignore);
                (good, total) = (good + (counts && (isAsGood || noData == NoDataPolicy.Good) ? 1 : 0), total + (counts ? 1 : 0));
            }
            else
            {
                (good, total) = (good + (method == BudgetingMethod.TimeSlices ? (sliceTarget.IsMetBy(sum) ? 1 : 0) : Math.Floor(sum.Good * 1_000_000_000_000m / sum.Total) / 1_000_000_000_000m), total + 1);
            }
        }

        var unit = method == BudgetingMethod.RatioTimeSlices ? 1_000_000_000_000L : 1;
        Assert.Equal((good * unit, total * unit), (status.Budget.Counts.Good, status.Budget.Counts.Total));
        // The window begins with a third night, before there was any data.
        Assert.Equal(new Coverage(slots.Where((slot, minute) => !slot.IsEmpty && !IsExcluded(minute)).Count(), 0, 150) with { NoData = status.Coverage.NoData }, status.Coverage);
        Assert.Equal(3 * 1440, status.Coverage.Total);
    }

    [Fact]
    public void Late_events_change_slices_that_were_judged_before()
    {
        var indicator = new Indicator("i");
        var objective = new Objective("o", indicator, Target.Percent("90"), Window.Rolling(TimeSpan.FromDays(1)), new ObjectiveOptions { Budgeting = Budgeting.TimeSlices(TimeSpan.FromMinutes(1), Target.Percent("90")) });
        indicator.Record(new EventCounts(10, 10), Start);
        Assert.Equal(new EventCounts(1, 1), objective.Evaluate(Start.AddMinutes(10)).Budget.Counts);
        indicator.Record(new EventCounts(0, 10), Start);
        Assert.Equal(new EventCounts(0, 1), objective.Evaluate(Start.AddMinutes(10)).Budget.Counts);
    }

    [Fact]
    public void The_whole_calendar_period_takes_what_lies_ahead_as_good()
    {
        var indicator = new Indicator("i");
        var options = new ObjectiveOptions { Budgeting = Budgeting.TimeSlices(TimeSpan.FromMinutes(1), Target.Percent("90")) };
        var objective = new Objective("o", indicator, Target.Percent("99"), Window.CalendarDay("Europe/Amsterdam"), options);
        indicator.Record(new EventCounts(0, 1), Start.AddHours(24));
        // The day of 29 March has 23 hours there, from 23:00 UTC.
        var status = objective.Evaluate(Start.AddHours(24).AddMinutes(1));
        Assert.Equal(new EventCounts(0, 1), status.Budget.Counts);
        Assert.Equal((13, 1), (status.WholePeriod!.Value.Allowed, status.WholePeriod.Value.Spent));
        Assert.Equal((23 * 60) - 60, status.WholePeriod.Value.Counts.Total);
    }

    [Fact]
    public void A_steady_failure_exhausts_the_budget_when_the_forecast_says()
    {
        var indicator = new Indicator("i");
        var objective = new Objective("o", indicator, Target.Percent("99"), Window.CalendarMonth("UTC"));
        var start = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
        indicator.Backfill(new SlotHistory(start, Enumerable.Range(0, 9 * 1440).Select(static _ => new EventCounts(1000, 1000))));
        indicator.Backfill(new SlotHistory(start.AddDays(9), Enumerable.Range(0, 2 * 1440).Select(static _ => new EventCounts(970, 1000))));
        var forecast = objective.Evaluate(start.AddDays(11).AddTicks(-1)).Forecast;

        // 1 % of (11 + t) days is spent by 3 % of (2 + t) days: t = 2.5.
        Assert.InRange(forecast.Expected!.Value, start.AddDays(13.5), start.AddDays(13.5).AddMinutes(2));
        Assert.True(forecast.Earliest <= forecast.Expected && forecast.Expected <= forecast.Latest);
        Assert.Null(objective.Evaluate(start.AddDays(9).AddTicks(-1)).ExhaustedAt);
    }
}
