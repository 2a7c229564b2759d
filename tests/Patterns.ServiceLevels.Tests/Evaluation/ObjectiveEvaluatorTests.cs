using Microsoft.Extensions.Diagnostics.HealthChecks;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Evaluation;

public sealed class ObjectiveEvaluatorTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_tick_decides_as_a_full_evaluation_does(int seed)
    {
        var random = new Random(seed);
        var options = new ObjectiveOptions { MinimumBad = 3, CertaintyZ = seed == 3 ? new Ratio(164, 100) : Ratio.Zero };
        options.Policy.Add(new BudgetLevel("half", new Ratio(1, 2)));
        options.Policy.Add(new BudgetLevel("all", Ratio.One));
        if (seed == 2)
        {
            options.Exclusions.Add(Exclusion.Recurring("nightly", new Recurrence("FREQ=DAILY", new DateTime(2026, 1, 1, 2, 0, 0), TimeSpan.FromMinutes(40), "Europe/Amsterdam")));
        }

        var indicator = new Indicator("i");
        Objective[] objectives =
        [
            new("rolling", indicator, Target.Percent("99"), Window.Rolling(TimeSpan.FromDays(4)), options),
            new("daily", indicator, Target.Percent("99"), Window.CalendarDay("Europe/Amsterdam"), options),
            new("slices", indicator, Target.Percent("95"), Window.Rolling(TimeSpan.FromDays(4)), new ObjectiveOptions { Budgeting = Budgeting.TimeSlices(TimeSpan.FromMinutes(5), Target.Percent("98")), NoData = NoDataPolicy.Bad }),
            new("ratios", indicator, Target.Percent("95"), Window.Rolling(TimeSpan.FromDays(4)), new ObjectiveOptions { Budgeting = Budgeting.RatioTimeSlices(TimeSpan.FromMinutes(10)) }),
        ];
        using var evaluator = new ObjectiveEvaluator(objectives);
        var (state, now, changes) = (new HashSet<string>(), Start, 0);
        evaluator.Tick(now);
        for (var minute = 0; minute < 6000; minute++)
        {
            var isFailing = minute % 1500 is > 700 and < 760;
            indicator.Record(random.Next(20) == 0 ? default : new EventCounts(isFailing ? random.Next(0, 50) : 50 - (random.Next(8) == 0 ? 1 : 0), 50));
            if (random.Next(500) == 0)
            {
                indicator.Record(new EventCounts(0, 3), now.AddMinutes(-random.Next(1, 3000)));
            }

            now = now.AddMinutes(random.Next(400) == 0 ? 3 : 1);
            foreach (var change in evaluator.Tick(now))
            {
                changes++;
                Apply(state, change);
            }

            if (minute % 61 == 0 || minute % 1500 is > 700 and < 770)
            {
                Assert.Equal(Expected(objectives, now.AddTicks(-1)), state.Order(StringComparer.Ordinal));
            }
        }

        Assert.True(changes > 10, $"{changes} changes");
    }

    private static void Apply(HashSet<string> state, ObjectiveChange change)
    {
        var name = change.Objective.Name;
        switch (change.Kind)
        {
            case ObjectiveChangeKind.Missed: Assert.True(state.Add($"{name} missed")); break;
            case ObjectiveChangeKind.Met: Assert.True(state.Remove($"{name} missed")); break;
            case ObjectiveChangeKind.AlertFired: Assert.True(state.Add($"{name} {change.Alert}")); break;
            case ObjectiveChangeKind.AlertResolved: Assert.True(state.Remove($"{name} {change.Alert}")); break;
            case ObjectiveChangeKind.LevelEntered: Assert.True(state.Add($"{name} {change.Level!.Name}")); break;
            default: Assert.True(state.Remove($"{name} {change.Level!.Name}")); break;
        }
    }

    private static IEnumerable<string> Expected(Objective[] objectives, DateTimeOffset at)
        => objectives.Select(objective => objective.Evaluate(at)).SelectMany(static status => status.Alerts.Where(static alert => alert.IsFiring).Select(alert => $"{status.Objective.Name} {alert.Rule}")
            .Concat(status.Objective.Policy.Where(level => status.Budget.IsSpentBy(level.SpentFrom)).Select(level => $"{status.Objective.Name} {level.Name}"))
            .Concat(status.IsMet ? [] : [$"{status.Objective.Name} missed"])).Order(StringComparer.Ordinal);

    [Fact]
    public void Changes_reach_subscribers_and_the_policy_even_when_one_of_them_throws()
    {
        var entered = new List<string>();
        var options = new ObjectiveOptions();
        options.Policy.Add(new BudgetLevel("freeze", Ratio.One, change => entered.Add($"in {change.Status.Budget}"), change => entered.Add("out")));
        options.Policy.Add(new BudgetLevel("warn", new Ratio(1, 2), static _ => throw new InvalidOperationException()));
        var indicator = new Indicator("i");
        var evaluator = new ObjectiveEvaluator([new Objective("o", indicator, Target.Percent("90"), Window.Rolling(TimeSpan.FromHours(1)), options)]);
        var seen = new Recorder();
        evaluator.Changes.Subscribe(new Recorder { Throws = true });
        using (evaluator.Changes.Subscribe(seen))
        {
            indicator.Record(new EventCounts(80, 100), Start);
            Assert.Equal(3, evaluator.Tick(Start.AddMinutes(1)).Count);
            Assert.Empty(evaluator.Tick(Start.AddMinutes(2)));
            evaluator.Tick(Start.AddHours(2));
        }

        Assert.Equal(["in 20 of 10 spent", "out"], entered);
        Assert.Equal(6, seen.Changes.Count);
        var last = new Recorder();
        evaluator.Changes.Subscribe(last);
        evaluator.Dispose();
        Assert.True(last.IsCompleted);
    }

    [Fact]
    public async Task The_background_run_ticks_each_minute_saves_and_restores()
    {
        var (objects, time) = (new MemoryObjectStore(), new ManualTimeProvider(Start.AddSeconds(20)));
        for (var process = 1; process <= 2; process++)
        {
            using var cancellation = new CancellationTokenSource();
            var indicator = new Indicator("i");
            using var evaluator = new ObjectiveEvaluator([new Objective("o", indicator, Target.Percent("90"), Window.Rolling(TimeSpan.FromDays(1)))], time);
            var run = evaluator.RunAsync(new IndicatorStore(objects), cancellation.Token);
            await time.WaitForTimersAsync();
            indicator.Record(new EventCounts(9, 10));
            time.Advance(TimeSpan.FromSeconds(40));
            await time.WaitForTimersAsync();
            Assert.Equal(10 * ((2 * process) - 1), evaluator.LastStatuses()[0].Budget.Counts.Total);
            indicator.Record(new EventCounts(9, 10));
            await cancellation.CancelAsync();
            await run;
            time.Advance(TimeSpan.FromSeconds(80));
        }
    }

    [Fact]
    public async Task The_health_check_tells_pages_from_tickets()
    {
        var indicator = new Indicator("i");
        using var evaluator = new ObjectiveEvaluator([new Objective("o", indicator, Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(30)))]);
        var check = new ObjectiveHealthCheck(evaluator);
        indicator.Record(new EventCounts(1000, 1000), Start);
        evaluator.Tick(Start.AddMinutes(1));
        Assert.Equal(HealthStatus.Healthy, (await check.CheckHealthAsync(new HealthCheckContext())).Status);
        indicator.Record(new EventCounts(0, 100), Start.AddMinutes(1));
        evaluator.Tick(Start.AddMinutes(2));
        var unhealthy = await check.CheckHealthAsync(new HealthCheckContext());
        Assert.Equal(HealthStatus.Unhealthy, unhealthy.Status);
        Assert.Contains("o", unhealthy.Data.Keys);
        evaluator.Tick(Start.AddDays(10));
        Assert.Equal(HealthStatus.Degraded, (await check.CheckHealthAsync(new HealthCheckContext())).Status);
    }

    [Fact]
    public void Two_objectives_or_indicators_of_one_name_are_refused()
    {
        var objective = new Objective("o", new Indicator("i"), Target.Percent("99"), Window.Rolling(TimeSpan.FromDays(7)));
        using var evaluator = new ObjectiveEvaluator([objective]);

        Assert.Throws<ArgumentException>(() => evaluator.Add(objective));
        Assert.Throws<ArgumentException>(() => evaluator.Add(new Indicator("i")));
        evaluator.Add(objective.Indicator);
    }

    private sealed class Recorder : IObserver<ObjectiveChange>
    {
        public List<ObjectiveChange> Changes { get; } = [];

        public bool Throws { get; init; }

        public bool IsCompleted { get; private set; }

        public void OnCompleted() => IsCompleted = true;

        public void OnError(Exception error) => throw error;

        public void OnNext(ObjectiveChange value)
        {
            if (Throws)
            {
                throw new InvalidOperationException();
            }

            Changes.Add(value);
        }
    }
}
