namespace Patterns.ServiceLevels.Tests.Agreements;

/// <summary>Histories for tests of agreements.</summary>
internal static class Histories
{
    public static readonly DateTimeOffset May = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Minutes from the start of May on, each with its counts.</summary>
    public static SlotHistory Of(int minutes, Func<int, EventCounts> counts) => new(May, Enumerable.Range(0, minutes).Select(counts));

    public static EventCounts Good(long total = 100) => new(total, total);

    public static EventCounts Bad(long bad, long total = 100) => new(total - bad, total);

    public static Agreement Agreement(string promise = "99.5", string aim = "99.9", Action<AgreementOptions>? configure = null, Window? period = null)
    {
        var options = new AgreementOptions();
        configure?.Invoke(options);
        var objective = new Objective("login", new Indicator("login-availability"), Target.Percent(aim), Window.Rolling(TimeSpan.FromDays(28)), new ObjectiveOptions { Alerts = [] });
        return new Agreement("login-sla", objective, Target.Percent(promise), period ?? Window.CalendarMonth("UTC"), options);
    }
}
