using Patterns.Tables.Metrics;

namespace Patterns.Tables;

/// <summary>The answer to a <see cref="MetricQuestion"/>. Immutable.</summary>
public sealed class MetricResult
{
    private readonly ResolvedMetric _metric;

    internal MetricResult(ResolvedMetric metric, IReadOnlyList<MetricRow> rows, MetricReceipt receipt)
    {
        _metric = metric;
        Rows = rows;
        Receipt = receipt;
    }

    /// <summary>
    /// The numbers, sorted by period and then by the dimensions, null first. Periods and combinations without rows have none; a question without
    /// grain and dimensions has exactly one.
    /// </summary>
    public IReadOnlyList<MetricRow> Rows { get; }

    /// <summary>What the numbers rest on.</summary>
    public MetricReceipt Receipt { get; }

    /// <summary>The only number of a question without grain and dimensions.</summary>
    /// <exception cref="InvalidOperationException">The answer has another number of rows.</exception>
    public object? Value => Rows is [var row]
        ? row.Value
        : throw new InvalidOperationException($"The answer has {Rows.Count} rows, one per {string.Join(", ", Receipt.By)}{(Receipt.Grain is { } grain ? $" and {grain}" : "")}; read them from Rows.");

    /// <summary>Adds numbers up to fewer dimensions, where that gives what asking again would give.</summary>
    /// <param name="by">Dimensions that stay, of those of the question.</param>
    /// <param name="keepPeriods">Whether the periods of the question's grain are still told apart.</param>
    /// <exception cref="DimensionNotFoundException">The answer has no such dimension.</exception>
    /// <exception cref="MetricRollUpException">
    /// The numbers do not add up: the metric is not additive, is semi-additive and periods would be added, or its numbers are rounded.
    /// </exception>
    public MetricResult RollUp(IReadOnlyList<string> by, bool keepPeriods = false)
    {
        ArgumentNullException.ThrowIfNull(by);
        var rows = MetricRollUp.Apply(_metric, this, by, keepPeriods);
        return new MetricResult(_metric, rows, Receipt with { By = [.. by], Grain = keepPeriods ? Receipt.Grain : null, IsRolledUp = true });
    }

    /// <summary>The rows, then the receipt.</summary>
    public override string ToString() => $"{string.Join('\n', Rows)}\n{Receipt}";
}
