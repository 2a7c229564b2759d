using Patterns.Columnar.Expressions;

namespace Patterns.Columnar.Aggregation;

/// <summary>The keys and arguments of some rows; disposing gives back what was computed.</summary>
internal readonly struct GroupingInput(EvaluatedColumns inputs, int keyCount, Column?[] arguments, int rowCount) : IDisposable
{
    /// <summary>One column per key.</summary>
    public ReadOnlySpan<Column> Keys => inputs.Columns.AsSpan(0, keyCount);

    /// <summary>One column per aggregate, null where it counts rows.</summary>
    public ReadOnlySpan<Column?> Arguments => arguments;

    public int RowCount { get; } = rowCount;

    public void Dispose() => inputs.Dispose();
}
