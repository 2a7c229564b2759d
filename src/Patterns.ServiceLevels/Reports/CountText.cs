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

    /// <summary>For example <c>12 of 43 events</c>.</summary>
    public static string Spent(ErrorBudget budget, string unit) => $"{Of(budget.Spent, budget.Unit)} of {Of(budget.Allowed, budget.Unit)} {unit}";
}
