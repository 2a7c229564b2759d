using Patterns.Benchmarks.Compare;
using Patterns.Core;
using Patterns.ServiceLevels;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>How long does a minute's tick take that moves 8 windows of each of 10,000 objectives on and decides on all their alerts? Milliseconds of one of 8 ticks.</summary>
internal static class TickCases
{
    private const int Objectives = 10_000;
    private const int Ticks = 8;

    private static readonly TimeSpan[] Windows = [.. new[] { 5, 30, 60, 120, 360, 1440, 4320, 30 * 1440 }.Select(static minutes => TimeSpan.FromMinutes(minutes))];

    public static CompareCase TenThousandObjectives { get; } = new("tick-10000x8", CompareUnit.Milliseconds, static options =>
    {
        int objectives = options.Rows is { } rows ? Math.Min(rows, Objectives) : Objectives;
        var fast = new TickRun(objectives);
        var naive = new TickRun(objectives);
        return Task.FromResult(new Contest(
            Contender.Of("ObjectiveEvaluator.Tick", () => fast.Measure(Ticks, fast.Tick)),
            Contender.Of("Indicator.Count per window", () => naive.Measure(Ticks, naive.CountEveryWindow)))
        {
            Rows = objectives,
            Owned = [fast, naive],
        });
    });

    /// <summary>Objectives with their own indicators, three days of which are filled, the rest of the 30 days empty but kept.</summary>
    private sealed class TickRun : IDisposable
    {
        private readonly Indicator[] _indicators;
        private readonly ObjectiveEvaluator _evaluator;
        private readonly Target _target = Target.Percent("99.9");
        private DateTimeOffset _now = new(Traffic.FirstSlot * TimeSpan.TicksPerMinute, TimeSpan.Zero);

        public TickRun(int objectives)
        {
            const int Filled = 3 * 1440;
            var slots = new EventCounts[Filled];
            var traffic = new Traffic(1, 100);
            for (var minute = 0; minute < Filled; minute++)
            {
                slots[minute] = traffic.Next();
            }

            var history = new SlotHistory(_now, slots);
            _now += SlotHistory.SlotLength * Filled;
            _indicators = [.. Enumerable.Range(0, objectives).Select(number => new Indicator($"bench-{number}", new IndicatorOptions { Retention = TimeSpan.FromDays(30) }))];
            var all = _indicators.Select(indicator => new Objective(indicator.Name, indicator, _target, Window.Rolling(Windows[^1]), new ObjectiveOptions { Alerts = Rules() })).ToArray();
            foreach (Indicator indicator in _indicators)
            {
                indicator.Backfill(history);
            }

            _evaluator = new ObjectiveEvaluator(all);
            _evaluator.Tick(_now);
        }

        public Outcome Measure(int ticks, Func<long> tick)
        {
            var (spent, changes) = (0d, 0L);
            for (var number = 0; number < ticks; number++)
            {
                foreach (Indicator indicator in _indicators)
                {
                    indicator.Record(new EventCounts(100, 100));
                }

                _now += SlotHistory.SlotLength;
                long start = System.Diagnostics.Stopwatch.GetTimestamp();
                changes += tick();
                spent += System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            return new Outcome(Answer.Of(changes), spent / ticks);
        }

        public long Tick() => _evaluator.Tick(_now).Count;

        public long CountEveryWindow()
        {
            var firing = 0L;
            foreach (Indicator indicator in _indicators)
            {
                indicator.Advance(_now);
                foreach (TimeSpan window in Windows)
                {
                    firing += new BurnRate(window, _target, indicator.Count(new TimeWindow(_now - window, _now))).IsAtLeast(new Ratio(1000, 1)) ? 1 : 0;
                }
            }

            return firing;
        }

        public void Dispose() => _evaluator.Dispose();

        private static AlertRule[] Rules() =>
        [
            new(AlertSeverity.Page, Windows[2], Windows[0], new Ratio(72, 5)),
            new(AlertSeverity.Page, Windows[4], Windows[1], new Ratio(6, 1)),
            new(AlertSeverity.Ticket, Windows[5], Windows[3], new Ratio(3, 1)),
            new(AlertSeverity.Ticket, Windows[6], Windows[4], new Ratio(2, 1)),
        ];
    }
}
