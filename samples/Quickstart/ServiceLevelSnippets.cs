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
}
