using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Evaluation;

/// <summary>
/// What ticks decide from sums that move along beside what a full evaluation counts: many objectives of every kind over random histories, with minutes that
/// are skipped, clocks that go back, late recordings, replaced minutes and objectives that come later.
/// </summary>
public sealed class TickTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 28, 20, 0, 0, TimeSpan.Zero);
    private static readonly int[] WindowMinutes = [1, 2, 5, 7, 30, 31, 32, 33, 60, 64, 90, 240];

    [Theory]
    [InlineData(1, 90)]
    [InlineData(2, 90)]
    [InlineData(3, 700)] // more than are decided on by one thread
    public void Ticks_decide_as_full_evaluations_do(int seed, int count)
    {
        var random = new Random(seed);
        var indicators = Enumerable.Range(0, 40).Select(number => new Indicator($"i{number}", new IndicatorOptions { Retention = TimeSpan.FromHours(1) })).ToArray();
        var objectives = Enumerable.Range(0, count).Select(number => Objective(number, indicators[random.Next(indicators.Length)], random)).ToList();
        using var evaluator = new ObjectiveEvaluator(objectives.Take(count - 10));
        var (state, now, changes) = (new HashSet<string>(), Start, 0);
        for (var tick = 0; tick < 260; tick++)
        {
            foreach (var indicator in indicators)
            {
                Record(indicator, now, random);
            }

            if (tick is > 50 and <= 60)
            {
                evaluator.Add(objectives[count - 61 + tick]);
            }

            now = now.AddMinutes(random.Next(40) switch { 0 => random.Next(2, 50), 1 => 0, 2 => -random.Next(1, 4), _ => 1 });
            var found = evaluator.Tick(now);
            Assert.Equal(found.Select(static change => change.Objective.Name), found.Select(static change => change.Objective.Name).Order(StringComparer.Ordinal));
            foreach (var change in found)
            {
                changes++;
                Assert.True(Text(change).StartsWith('+') ? state.Add(Text(change)[1..]) : state.Remove(Text(change)[1..]), Text(change));
            }

            if (count < 100 || tick % 13 == 0)
            {
                Assert.Equal(evaluator.LastStatuses().SelectMany(Expected).Order(StringComparer.Ordinal), state.Order(StringComparer.Ordinal));
            }
        }

        Assert.True(changes > 10 * count, $"{changes} changes");
    }

    private static void Record(Indicator indicator, DateTimeOffset now, Random random)
    {
        var total = random.Next(5) == 0 ? 0 : random.Next(1, 200);
        indicator.Record(new EventCounts(total - random.Next(0, 1 + (total / random.Next(1, 40))), total));
        if (random.Next(200) == 0)
        {
            indicator.Record(new EventCounts(0, random.Next(1, 20)), now.AddMinutes(-random.Next(0, 300)));
        }

        if (random.Next(300) == 0)
        {
            indicator.Backfill(new SlotHistory(new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(-20), Enumerable.Repeat(new EventCounts(3, 5), 10)));
        }
    }

    // Many levels and burn rates: a sum that is wrong by a little decides one of them otherwise.
    private static Objective Objective(int number, Indicator indicator, Random random)
    {
        var own = Minutes(random);
        var budgeting = (number % 4) switch
        {
            1 => Budgeting.TimeSlices(TimeSpan.FromMinutes(own % 5 == 0 ? 5 : 1), Target.Percent("95")),
            2 => Budgeting.RatioTimeSlices(TimeSpan.FromMinutes(own % 2 == 0 ? 2 : 1)),
            _ => Budgeting.Occurrences,
        };
        var isCalendar = random.Next(4) == 0;
        var longest = isCalendar ? 240 : own;
        var options = new ObjectiveOptions
        {
            Budgeting = budgeting,
            NoData = (NoDataPolicy)random.Next(3),
            MinimumBad = random.Next(1, 4),
            CertaintyZ = random.Next(3) == 0 ? new Ratio(164, 100) : Ratio.Zero,
            Alerts = [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => Rule(longest, (int)budgeting.Slice.TotalMinutes, random))],
        };
        foreach (var level in Enumerable.Range(1, 30))
        {
            options.Policy.Add(new BudgetLevel($"{level}", new Ratio(level, random.Next(5, 20))));
        }

        foreach (var hour in random.Next(3) == 0 ? [0, 3, 21, 23] : Array.Empty<int>())
        {
            var recurrence = new Recurrence("FREQ=DAILY", new DateTime(2026, 1, 1, hour, 20, 0), TimeSpan.FromMinutes(25), "Europe/Amsterdam");
            options.Exclusions.Add(Exclusion.Recurring($"at {hour}", recurrence, (ExclusionEffect)random.Next(2)));
        }

        var window = isCalendar ? Window.CalendarDay(random.Next(2) == 0 ? "Europe/Amsterdam" : "UTC") : Window.Rolling(TimeSpan.FromMinutes(own));
        return new Objective($"o{number:0000}", indicator, Target.Percent("90"), window, options);
    }

    private static AlertRule Rule(int longest, int shortest, Random random)
    {
        var (first, second) = (Math.Clamp(Minutes(random), shortest, longest), Math.Clamp(Minutes(random), shortest, longest));
        return new AlertRule(AlertSeverity.Page, TimeSpan.FromMinutes(Math.Max(first, second)), TimeSpan.FromMinutes(Math.Min(first, second)), new Ratio(random.Next(1, 60), 20));
    }

    private static int Minutes(Random random) => WindowMinutes[random.Next(WindowMinutes.Length)];

    private static string Text(ObjectiveChange change) => change.Kind switch
    {
        ObjectiveChangeKind.Missed => $"+{change.Objective.Name} missed",
        ObjectiveChangeKind.Met => $"-{change.Objective.Name} missed",
        ObjectiveChangeKind.AlertFired => $"+{change.Objective.Name} {Place(change)}",
        ObjectiveChangeKind.AlertResolved => $"-{change.Objective.Name} {Place(change)}",
        ObjectiveChangeKind.LevelEntered => $"+{change.Objective.Name} level {change.Level!.Name}",
        _ => $"-{change.Objective.Name} level {change.Level!.Name}",
    };

    private static int Place(ObjectiveChange change) => change.Objective.Alerts.ToList().FindIndex(rule => ReferenceEquals(rule, change.Alert));

    private static IEnumerable<string> Expected(ObjectiveStatus status)
        => status.Alerts.Index().Where(static alert => alert.Item.IsFiring).Select(alert => $"{status.Objective.Name} {alert.Index}")
            .Concat(status.Objective.Policy.Where(level => status.Budget.IsSpentBy(level.SpentFrom)).Select(level => $"{status.Objective.Name} level {level.Name}"))
            .Concat(status.IsMet ? [] : [$"{status.Objective.Name} missed"]);
}
