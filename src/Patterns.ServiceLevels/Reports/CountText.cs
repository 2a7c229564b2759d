using System.Globalization;
using Patterns.ServiceLevels.Evaluation;

namespace Patterns.ServiceLevels.Reports;

/// <summary>Counts in words, with their unit.</summary>
internal static class CountText
{
    public static string Of(long count, BudgetUnit unit)
        => unit == BudgetUnit.SliceParts
            ? Math.Round((decimal)count / SliceJudge.Parts, 3, MidpointRounding.ToZero).ToString("#,##0.###", CultureInfo.InvariantCulture)
            : count.ToString("#,##0", CultureInfo.InvariantCulture);

    public static string Unit(Unavailability unavailability)
        => unavailability.Kind == UnavailabilityKind.Requests ? "events"
            : unavailability.Slice == SlotHistory.SlotLength ? "minutes"
            : string.Create(CultureInfo.InvariantCulture, $"slices of {unavailability.Slice.TotalMinutes:0} minutes");

    /// <summary>For example <c>12 of 43 events</c>; where none is allowed yet, <c>nothing</c> or <c>12 events</c>.</summary>
    public static string Spent(ErrorBudget budget, string unit)
        => budget.Allowed > 0 ? $"{Of(budget.Spent, budget.Unit)} of {Of(budget.Allowed, budget.Unit)} {unit}"
            : budget.Spent == 0 ? "nothing"
            : $"{Of(budget.Spent, budget.Unit)} {unit}";

    /// <summary>What is left: <c>31 left</c>, <c>7 too many</c>, or why there is nothing yet.</summary>
    public static string Left(ErrorBudget budget)
        => budget.Counts.IsEmpty ? "nothing was counted yet"
            : budget.Left < 0 ? $"{Of(-budget.Left, budget.Unit)} too many"
            : budget.Allowed == 0 ? "a single failure would be too many"
            : budget.Left == 0 ? "none left"
            : $"{Of(budget.Left, budget.Unit)} left";
}
