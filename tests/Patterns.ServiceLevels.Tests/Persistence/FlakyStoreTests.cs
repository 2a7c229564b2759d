using Patterns.Core;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Persistence;

/// <summary>Saving and restoring on a store that fails, answers late, repeats calls, and carries them out long after it said that it failed.</summary>
public sealed class FlakyStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow Year = new(Start.AddDays(-30), Start.AddDays(300));

    private static readonly Fault[] Faults =
    [
        Fault.FailBefore, Fault.FailAfter, Fault.Repeat, Fault.Slow(TimeSpan.FromSeconds(20)), Fault.AnswerLate(TimeSpan.FromSeconds(90)),
        Fault.LandLate(TimeSpan.FromSeconds(30)), Fault.LandLate(TimeSpan.FromMinutes(4)), Fault.LandLate(TimeSpan.FromMinutes(30)),
    ];

    [Fact]
    public async Task Whatever_the_store_does_a_restart_loses_at_most_what_no_save_confirmed_and_doubles_nothing()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var (random, time, kept) = (new Random(seed), new ManualTimeProvider(Start), new MemoryObjectStore());
            var flaky = new FlakyObjectStore(kept, FaultPlan.Seeded(seed, random.Next(1, 6) / 10d, Faults), time);
            var options = new IndicatorStoreOptions { JournalsPerSnapshot = random.Next(1, 6) };
            var ledger = new Ledger();
            for (var process = 0; process < 6; process++)
            {
                await RunProcessAsync(ledger, new IndicatorStore(flaky, options), time, random);
                time.Advance(TimeSpan.FromSeconds(random.Next(1, 240)));
            }

            time.Advance(TimeSpan.FromHours(1));
            await flaky.SettleAsync();
            await ledger.AssertKeptAsync(kept, options, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_process_may_lose_its_store_at_any_call()
    {
        var options = new IndicatorStoreOptions { JournalsPerSnapshot = 2 };
        for (var call = 0; call < 70; call++)
        {
            var (random, time, kept) = (new Random(call), new ManualTimeProvider(Start), new MemoryObjectStore());
            var ledger = new Ledger();
            await RunProcessAsync(ledger, new IndicatorStore(kept, options), time, random);
            await RunProcessAsync(ledger, new IndicatorStore(new FlakyObjectStore(kept, FaultPlan.StopAt(call), time), options), time, random);
            await RunProcessAsync(ledger, new IndicatorStore(kept, options), time, random);
            await ledger.AssertKeptAsync(kept, options, $"call {call}");
        }
    }

    [Fact]
    public async Task What_a_process_that_is_gone_wrote_last_lands_late_and_is_added_exactly_once()
    {
        var (time, kept) = (new ManualTimeProvider(Start), new MemoryObjectStore());
        var flaky = new FlakyObjectStore(kept, FaultPlan.Script(static call => call.Operation == StoreOperation.Put && call.Path.EndsWith('2'), Fault.LandLate(TimeSpan.FromMinutes(2))), time);
        var (first, second) = (new Indicator("i"), new Indicator("i"));
        var store = new IndicatorStore(flaky);
        first.Record(new EventCounts(4, 5), Start);
        await store.SaveAsync([first], withOpenMinute: true);
        first.Record(new EventCounts(2, 3), Start);
        first.Record(new EventCounts(6, 7), Start.AddMinutes(1));
        await Assert.ThrowsAsync<ObjectStoreException>(() => store.SaveAsync([first], withOpenMinute: true));

        // The next process reads before it lands, and counts on in the same minute.
        var next = new IndicatorStore(kept);
        await next.LoadAsync([second]);
        second.Record(new EventCounts(1, 1), Start.AddMinutes(1));
        time.Advance(TimeSpan.FromMinutes(2));
        await flaky.SettleAsync();
        Assert.True(await next.SaveAsync([second], withOpenMinute: true));
        second.Record(new EventCounts(1, 1), Start.AddMinutes(2));
        Assert.True(await next.SaveAsync([second], withOpenMinute: true));

        foreach (var indicator in new[] { second, await RestoredAsync(kept, "i") })
        {
            Assert.Equal(
                [new EventCounts(6, 8), new EventCounts(7, 8), new EventCounts(1, 1)],
                Enumerable.Range(0, 3).Select(minute => indicator.Count(new TimeWindow(Start.AddMinutes(minute), Start.AddMinutes(minute + 1)))));
        }
    }

    [Fact]
    public async Task A_whole_indicator_that_lands_late_does_not_replace_a_newer_one()
    {
        var (time, kept) = (new ManualTimeProvider(Start), new MemoryObjectStore());
        var plan = FaultPlan.Script(static call => call.Operation == StoreOperation.Put && call.Path.Contains("/indicators/", StringComparison.Ordinal), Fault.LandLate(TimeSpan.FromHours(1)));
        var flaky = new FlakyObjectStore(kept, plan, time);
        var (indicator, store) = (new Indicator("i"), new IndicatorStore(flaky));
        for (var minute = 0; minute < 10; minute++)
        {
            indicator.Record(new EventCounts(1, 1), Start.AddMinutes(minute));
            await store.SaveAsync([indicator], withOpenMinute: true);
            if (minute % 3 == 0)
            {
                await Record.ExceptionAsync(() => store.CompactAsync());
            }
        }

        time.Advance(TimeSpan.FromHours(1));
        await flaky.SettleAsync();

        Assert.Equal(new EventCounts(10, 10), (await RestoredAsync(kept, "i")).Count(Year));
    }

    [Fact]
    public async Task A_load_that_fails_adds_nothing_and_the_next_save_adds_everything_once()
    {
        var kept = new MemoryObjectStore();
        await SaveAsync(kept, "i", minutes: 30);
        var calls = new FlakyObjectStore(kept, static _ => Fault.None);
        await new IndicatorStore(calls).LoadAsync([new Indicator("i")]);
        for (var call = 0; call < calls.Calls.Count; call++)
        {
            var (failing, indicator) = (call, new Indicator("i"));
            var store = new IndicatorStore(new FlakyObjectStore(kept, one => one.Index == failing ? Fault.FailAfter : Fault.None));
            indicator.Record(new EventCounts(0, 2), Start);
            await Assert.ThrowsAsync<ObjectStoreException>(() => store.LoadAsync([indicator]));
            Assert.Equal(new EventCounts(0, 2), indicator.Count(Year));

            await store.LoadAsync([indicator]);
            await store.LoadAsync([indicator]);
            Assert.Equal(new EventCounts(30, 32), indicator.Count(Year));
        }
    }

    [Fact]
    public async Task A_list_with_an_object_that_is_gone_is_asked_again()
    {
        var kept = new MemoryObjectStore();
        await SaveAsync(kept, "i", minutes: 3);
        var isGone = false;
        var store = new FlakyObjectStore(kept, call =>
        {
            if (call.Operation == StoreOperation.Open && !isGone)
            {
                isGone = true;
                kept.DeleteAsync(call.Path).GetAwaiter().GetResult();
            }

            return Fault.None;
        });

        var indicator = new Indicator("i");
        await new IndicatorStore(store).LoadAsync([indicator]);

        Assert.Equal(2, indicator.Count(Year).Total);
    }

    [Fact]
    public async Task A_save_that_never_answers_holds_up_no_tick()
    {
        var (time, kept) = (new ManualTimeProvider(Start), new MemoryObjectStore());
        var plan = FaultPlan.Script(static call => call.Operation == StoreOperation.Put, Fault.Slow(TimeSpan.FromMinutes(10)));
        using var cancellation = new CancellationTokenSource();
        var indicator = new Indicator("i");
        using var evaluator = new ObjectiveEvaluator([new Objective("o", indicator, Target.Percent("90"), Window.Rolling(TimeSpan.FromDays(1)))], time);
        var run = evaluator.RunAsync(new IndicatorStore(new FlakyObjectStore(kept, plan, time)), cancellation.Token);
        for (var minute = 1; minute <= 5; minute++)
        {
            await time.WaitForTimersAsync();
            indicator.Record(new EventCounts(1, 1));
            time.Advance(TimeSpan.FromMinutes(1));
            await UntilAsync(() => evaluator.LastStatuses()[0].Budget.Counts.Total == minute);
        }

        await cancellation.CancelAsync();
        await run;
        Assert.Equal(new EventCounts(5, 5), (await RestoredAsync(kept, "i")).Count(Year));
    }

    [Fact]
    public async Task A_store_that_is_down_at_the_start_is_loaded_when_it_is_back()
    {
        var (time, kept, isDown) = (new ManualTimeProvider(Start.AddHours(1)), new MemoryObjectStore(), true);
        await SaveAsync(kept, "i", minutes: 30);
        using var cancellation = new CancellationTokenSource();
        var indicator = new Indicator("i");
        using var evaluator = new ObjectiveEvaluator([new Objective("o", indicator, Target.Percent("90"), Window.Rolling(TimeSpan.FromDays(1)))], time);
        var run = evaluator.RunAsync(new IndicatorStore(new FlakyObjectStore(kept, _ => isDown ? Fault.FailBefore : Fault.None, time)), cancellation.Token);
        await time.WaitForTimersAsync();
        indicator.Record(new EventCounts(1, 1));
        time.Advance(TimeSpan.FromMinutes(1));
        await time.WaitForTimersAsync();
        Assert.Equal(1, evaluator.LastStatuses()[0].Budget.Counts.Total);

        isDown = false;
        time.Advance(TimeSpan.FromMinutes(1));
        await time.WaitForTimersAsync();
        await cancellation.CancelAsync();
        await run;

        Assert.Equal(31, evaluator.LastStatuses()[0].Budget.Counts.Total);
        Assert.Equal(31, (await RestoredAsync(kept, "i")).Count(Year).Total);
    }

    // Minutes of events, saved as they close; in the end it stops as it should, or is gone.
    private static async Task RunProcessAsync(Ledger ledger, IndicatorStore store, ManualTimeProvider time, Random random)
    {
        Indicator[] indicators = [new("a/b"), new("a")];
        ledger.BeginProcess();
        var minutes = random.Next(1, 9);
        for (var minute = 0; minute < minutes; minute++)
        {
            foreach (var indicator in indicators)
            {
                indicator.Advance(time.GetUtcNow());
                var counts = new EventCounts(random.Next(0, 4), 4);
                indicator.Record(counts);
                ledger.Record(indicator.Name, time.GetUtcNow(), counts);
            }

            time.Advance(TimeSpan.FromMinutes(1));
            var isLast = minute == minutes - 1 && random.Next(2) == 0;
            foreach (var indicator in indicators)
            {
                indicator.Advance(time.GetUtcNow());
            }

            var closed = time.GetUtcNow();
            var save = store.SaveAsync(indicators, isLast);
            while (!save.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(5));
                await Task.Yield();
            }

            if (await Record.ExceptionAsync(() => save) is { } exception)
            {
                Assert.IsType<ObjectStoreException>(exception);
            }
            else
            {
                ledger.Confirm(isLast ? DateTimeOffset.MaxValue : closed);
            }
        }
    }

    private static async Task SaveAsync(IObjectStore objects, string name, int minutes)
    {
        var (indicator, store) = (new Indicator(name), new IndicatorStore(objects, new IndicatorStoreOptions { JournalsPerSnapshot = 7 }));
        for (var minute = 0; minute < minutes; minute++)
        {
            indicator.Record(new EventCounts(1, 1), Start.AddMinutes(minute));
            await store.SaveAsync([indicator], withOpenMinute: true);
        }
    }

    private static async Task<Indicator> RestoredAsync(IObjectStore objects, string name)
    {
        var indicator = new Indicator(name);
        await new IndicatorStore(objects).LoadAsync([indicator]);
        return indicator;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var attempt = 0; !holds(); attempt++)
        {
            Assert.True(attempt < 1_000_000);
            await Task.Yield();
        }
    }

    /// <summary>What was recorded by name and minute, and how much of it a save confirmed.</summary>
    private sealed class Ledger
    {
        private readonly Dictionary<(string Name, DateTimeOffset Minute), EventCounts> _recorded = [];
        private readonly Dictionary<(string Name, DateTimeOffset Minute), EventCounts> _confirmed = [];
        private readonly Dictionary<(string Name, DateTimeOffset Minute), EventCounts> _before = [];
        private readonly Dictionary<(string Name, DateTimeOffset Minute), EventCounts> _own = [];

        public void BeginProcess()
        {
            _own.Clear();
            _before.Clear();
            foreach (var (key, counts) in _confirmed)
            {
                _before[key] = counts;
            }
        }

        public void Record(string name, DateTimeOffset at, EventCounts counts)
        {
            var minute = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
            _recorded[(name, minute)] = _recorded.GetValueOrDefault((name, minute)) + counts;
            _own[(name, minute)] = _own.GetValueOrDefault((name, minute)) + counts;
        }

        /// <summary>A save said that what this process recorded in minutes that ended is kept, on top of what others had confirmed.</summary>
        public void Confirm(DateTimeOffset end)
        {
            foreach (var (key, counts) in _own.Where(entry => entry.Key.Minute.AddMinutes(1) <= end))
            {
                _confirmed[key] = _before.GetValueOrDefault(key) + counts;
            }
        }

        public async Task AssertKeptAsync(IObjectStore objects, IndicatorStoreOptions options, string what)
        {
            Indicator[] indicators = [new("a/b"), new("a")];
            await new IndicatorStore(objects, options).LoadAsync(indicators);
            foreach (var ((name, minute), recorded) in _recorded)
            {
                var found = indicators.Single(indicator => indicator.Name == name).Count(new TimeWindow(minute, minute.AddMinutes(1)));
                var confirmed = _confirmed.GetValueOrDefault((name, minute));
                Assert.True(found.Good >= confirmed.Good && found.Bad >= confirmed.Bad, $"{what}: {name} at {minute:t} has {found}, and {confirmed} were confirmed");
                Assert.True(found.Good <= recorded.Good && found.Bad <= recorded.Bad, $"{what}: {name} at {minute:t} has {found}, and {recorded} were recorded");
            }

            Assert.True(indicators.Sum(static indicator => indicator.Count(Year).Total) <= _recorded.Values.Sum(static counts => counts.Total), what);
        }
    }
}
