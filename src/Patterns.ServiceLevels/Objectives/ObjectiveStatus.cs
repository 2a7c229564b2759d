using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>Where an objective stands at an instant. Immutable.</summary>
public sealed class ObjectiveStatus
{
    internal ObjectiveStatus(Objective objective, DateTimeOffset at, TimeWindow window, ErrorBudget budget)
    {
        Objective = objective;
        At = at;
        Window = window;
        Budget = budget;
    }

    /// <summary>The objective.</summary>
    public Objective Objective { get; }

    /// <summary>When it was evaluated, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The time that is judged, whole minutes. For a calendar window this is all of it; what lies ahead has no data yet.</summary>
    public TimeWindow Window { get; }

    /// <summary>The error budget of what was counted so far: events, or slices of time, as the budgeting says.</summary>
    public ErrorBudget Budget { get; }

    /// <summary>The share of good ones, or null when nothing was counted.</summary>
    public Ratio? Attainment => Budget.Counts.Attainment;

    /// <summary>Whether the target is met. Exactly at the target it is; without data it is.</summary>
    public bool IsMet => !Budget.IsOverspent;

    /// <summary>
    /// The budget of the whole calendar window if everything from now on is good; null where events are counted, because nobody knows how many there will be,
    /// and for rolling windows.
    /// </summary>
    public ErrorBudget? WholePeriod { get; internal init; }

    /// <summary>The burn rate over each window of the alerts, shortest first, and over the objective's own.</summary>
    public required IReadOnlyList<BurnRate> BurnRates { get; init; }

    /// <summary>Every alert, in the order of the objective.</summary>
    public required IReadOnlyList<AlertStatus> Alerts { get; init; }

    /// <summary>When the budget is or was exhausted if events go on as they lately did; null when not within one length of the window.</summary>
    public DateTimeOffset? ExhaustedAt => Forecast.Expected;

    /// <summary>The same with its band.</summary>
    public ExhaustionForecast Forecast { get; internal init; }

    /// <summary>How much of the judged time there is something known of.</summary>
    public Coverage Coverage { get; internal init; }

    /// <summary>What the attainment may truly be, with 95 % confidence, when events are independent. For people; nothing is decided by it.</summary>
    public ConfidenceInterval Interval => ConfidenceInterval.Wilson(Budget.Counts);

    /// <summary>The level of the error-budget policy with the highest share that is spent; null when none is.</summary>
    public BudgetLevel? Level { get; internal init; }

    /// <summary>For example <c>login: 99.95 % of 99.9 %, 12 of 43 spent</c>.</summary>
    public override string ToString()
        => $"{Objective.Name}: {Percentage.Format(Budget.Counts, boundary: Budget.Target.Value)} of {Budget.Target}, {Budget}";
}
