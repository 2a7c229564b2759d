using Patterns.Core;
using Patterns.ServiceLevels;

namespace Quickstart;

/// <summary>What the README of Patterns.ServiceLevels shows.</summary>
internal static class ServiceLevelSnippets
{
    public static void Judge(bool isSuccess, TimeProvider time)
    {
        // begin-snippet: levels-judge
        var logins = new Indicator("login-availability");
        logins.Record(good: isSuccess);                                        // a few nanoseconds, no allocation

        var objective = new Objective("login", logins, Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)));
        ObjectiveStatus status = objective.Evaluate(time.GetUtcNow());
        Console.WriteLine(status);                                             // login: 100 % of 99.9 %, 0 of 0 spent
        Console.WriteLine($"{status.Budget.Left} bad events left, exhausted at {status.ExhaustedAt}");
        foreach (AlertStatus alert in status.Alerts.Where(alert => alert.IsFiring))
        {
            Console.WriteLine($"{alert.Rule}: {alert.LongBurn}");
        }
        // end-snippet
    }

    public static void Declare(Indicator requests)
    {
        // begin-snippet: levels-declare
        var options = new ObjectiveOptions
        {
            Budgeting = Budgeting.TimeSlices(TimeSpan.FromMinutes(5), Target.Percent("99")),
            NoData = NoDataPolicy.Bad,
        };
        options.Exclusions.Add(Exclusion.Recurring(
            "Sunday maintenance",
            new Recurrence("FREQ=WEEKLY;BYDAY=SU", new DateTime(2026, 1, 4, 2, 0, 0), TimeSpan.FromHours(2), "Europe/Amsterdam")));

        var monthly = new Objective("checkout", requests, Target.Percent("99.5"), Window.CalendarMonth("Europe/Amsterdam"), options);
        // end-snippet
        Console.WriteLine(monthly);
    }

    public static void Promise(Objective objective)
    {
        // begin-snippet: levels-promise
        var agreement = new Agreement("login-sla", objective, Target.Percent("99.5"), Window.CalendarMonth("Europe/Amsterdam"),
            credits: [new(below: "99.5", "10 %"), new(below: "99.0", "25 %"), new(below: "95", "100 %")]);
        AgreementReport may = agreement.Report(2026, 5);
        Console.WriteLine(may);                                                // login-sla, May 2026: kept, 99.785 % of 99.5 %
        File.WriteAllText("login-sla.html", may.ToHtml());                     // verdict, credit, burn-down, day by day; light and dark
        // end-snippet
    }

    public static void Advise(SlotHistory? history)
    {
        // begin-snippet: levels-advise
        TargetAdvice advice = TargetAdvisor.Suggest(history, [new("database", Target.Percent("99.95"))], new ExpectedTraffic(EventsPerDay: 200_000));
        Console.WriteLine(advice);                                             // Aim for 99.5 % over 28 days, promise 98 %. And why.
        // end-snippet
    }

    public static void Generate(string openSlo, string sloth)
    {
        // begin-snippet: levels-rules
        var document = OpenSloDocument.Parse(openSlo, "slo.yaml");             // also v1alpha and v2alpha; DocumentReading.Lenient for what is contradictory
        File.WriteAllText("rules.yaml", PrometheusRules.CountBased(document.ToPrometheus()).ToYaml());
        File.WriteAllText("dashboard.json", GrafanaDashboard.ToJson("Shop", document.ToPrometheus()));

        foreach (SlothFile file in SlothFile.Parse(sloth, "sloth.yaml"))       // the rules that Sloth itself generates
        {
            File.WriteAllText($"{file.Service}.yaml", PrometheusRules.SlothCompatible(file.Objectives).ToYaml());
        }
        // end-snippet
    }

    public static void Feed(IndicatorGroup perCustomer, Indicator indicator, Indicator perMinute, string scrape, DateTimeOffset at)
    {
        // begin-snippet: levels-feed
        // ASP.NET Core's requests by one line, or any instrument of System.Diagnostics.Metrics.
        using var requests = MeterSource.HttpServerAvailability(new Indicator("requests"));
        using var orders = new MeterSource(new Indicator("orders"), "orders.placed", (value, tags) => new EventCounts((long)value, (long)value));

        // Durations: decided at the threshold when they are recorded, not read out of a histogram later.
        var latency = new LatencyThreshold(new Indicator("fast"), TimeSpan.FromMilliseconds(300));
        latency.Record(TimeSpan.FromMilliseconds(120));

        // Minutes judged as a whole: by a percentile, or by how old the newest data is.
        var percentile = new PercentileThreshold(perMinute, new Ratio(99, 100), threshold: 0.8, relativeError: 0.01);
        percentile.Record(0.35);
        var freshness = new FreshnessThreshold(new Indicator("orders-fresh"), maxAge: TimeSpan.FromHours(2));
        freshness.Updated(at);

        // Samples of other processes: counters and histograms with restarts, Prometheus's text, batches, history.
        new CounterSamples(indicator).Observe(at, good: 998, total: 1000);
        new HistogramSamples(indicator, threshold: 0.25).Observe(at, Histogram.Exponential(scale: 3, zeroCount: 0, new ExponentialBuckets(-20, [5, 3, 1])));
        new PrometheusTextSource(
            indicator,
            good: new MetricSelector("http_requests_total", new LabelMatch("code", LabelMatchKind.NotStartsWith, "5")),
            total: new MetricSelector("http_requests_total")).Observe(at, scrape);
        indicator.Record(new EventCounts(good: 49_998, total: 49_999), at);
        indicator.Backfill(new SlotHistory(at.AddMinutes(-2), [new EventCounts(10, 10), new EventCounts(9, 10)]));

        // Data: each run of a contract's checks judged, and each commit of a table counted once, told again or not.
        new CorrectnessThreshold(new Indicator("orders-correct"), leastPassed: new Ratio(995, 1000)).Record(new EventCounts(good: 9_960, total: 10_000));
        new BatchSource(new Indicator("orders-rows")).Observe(new IndicatorBatch("orders", Number: 42, at, new EventCounts(good: 9_960, total: 10_000)));

        // One indicator per label value, up to a bound.
        perCustomer["acme"].Record(good: true);
        // end-snippet
    }

    public static async Task RunAsync(IObjectStore objects, TimeProvider time, CancellationToken cancellationToken)
    {
        // begin-snippet: levels-run
        var logins = new Indicator("logins");
        var options = new ObjectiveOptions { MinimumBad = 5 };                 // a quiet night pages nobody
        options.Policy.Add(new BudgetLevel("freeze releases", Ratio.One, change => Console.WriteLine($"freeze: {change.Status}")));

        using var evaluator = new ObjectiveEvaluator([new Objective("login", logins, Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)), options)], time);
        using IDisposable subscription = evaluator.Changes.Subscribe(new Printer());

        // As each minute begins: decide, tell what changed, save what is new. A restart loses at most the open minute.
        await evaluator.RunAsync(new IndicatorStore(objects), cancellationToken);
        // end-snippet
    }

    public static void TryOut(SlotHistory history)
    {
        // begin-snippet: levels-try
        // Would this target and these alerts have been any good?
        var outage = new TimeWindow(history.Start.AddMinutes(10), history.Start.AddMinutes(25));
        BacktestResult past = Backtest.Run(history, Target.Percent("99.9"), TimeSpan.FromDays(30), AlertRules.Workbook(TimeSpan.FromDays(30)), [outage]);
        Console.WriteLine($"met in {past.MinutesMet} of {past.MinutesJudged} minutes, precision {past.Precision}, recall {past.Recall}");

        // The same of an objective as it is declared: with its slices, its exclusions and its guards.
        var candidate = new Objective("login", new Indicator("login"), Target.Percent("99.9"), Window.Rolling(TimeSpan.FromDays(28)), new ObjectiveOptions { MinimumBad = 5 });
        Console.WriteLine($"{Backtest.Run(history, candidate, [outage]).Alerts.Count} alerts");

        // What dependencies leave at most.
        Console.WriteLine(Percentage.Format(DependencyCeiling.OfAll(Target.Percent("99.95"), Target.Percent("99.99"))));

        // A journey of two steps: 99 % of 99.5 %.
        Window month = Window.CalendarMonth("Europe/Amsterdam");
        CompositePart[] steps =
        [
            new(new Objective("cart", new Indicator("cart"), Target.Percent("99"), month)),
            new(new Objective("payment", new Indicator("payment"), Target.Percent("99.5"), month)),
        ];
        CompositeStatus checkout = new CompositeObjective("checkout", CompositeKind.Journey, Target.Percent("98.5"), steps).Evaluate(history.End);
        Console.WriteLine($"{checkout.Attainment}, met: {checkout.IsMet}");
        // end-snippet
    }

    private sealed class Printer : IObserver<ObjectiveChange>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(ObjectiveChange value) => Console.WriteLine($"{value.Objective.Name}: {value.Kind}");
    }
}
