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
}
