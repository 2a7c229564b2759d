using Patterns.Core;

namespace Patterns.Tables;

/// <summary>One number of an answer.</summary>
/// <param name="Period">The period that the number is of; null when the question had no <see cref="MetricQuestion.Grain"/>.</param>
/// <param name="IsPartial">Whether the question's period holds only a part of <paramref name="Period"/>, so that the number is of that part.</param>
/// <param name="By">The values of the dimensions, in the order of the question; null is a value like any other.</param>
/// <param name="Value">
/// The number: a long, decimal (<see cref="Columnar.WideDecimal"/> above 28 digits) or double, for min and max anything; null when there is none.
/// </param>
public sealed record MetricRow(Period? Period, bool IsPartial, IReadOnlyList<object?> By, object? Value)
{
    /// <summary>For example <c>2026-07, north: 12.50</c>.</summary>
    public override string ToString()
        => FormattableString.Invariant($"{string.Join(", ", (Period is null ? [] : new object?[] { Period.Name }).Concat(By.Select(static value => value ?? "null")))}{(Period is null && By.Count == 0 ? "" : ": ")}{Value ?? "null"}");
}
