namespace Patterns.Columnar.Aggregation;

/// <summary>Some rows, as a table of groups takes them in.</summary>
/// <param name="keys">One column per key.</param>
/// <param name="arguments">One column per accumulator that is fed, null where it counts rows.</param>
/// <param name="accumulators">Positions of the accumulators that are fed.</param>
/// <param name="rowCount">The number of rows.</param>
internal readonly ref struct GroupingInput(ReadOnlySpan<Column> keys, ReadOnlySpan<Column?> arguments, ReadOnlySpan<int> accumulators, int rowCount)
{
    /// <summary>One column per key.</summary>
    public ReadOnlySpan<Column> Keys { get; } = keys;

    /// <summary>One column per accumulator that is fed, null where it counts rows.</summary>
    public ReadOnlySpan<Column?> Arguments { get; } = arguments;

    /// <summary>Positions of the accumulators that are fed.</summary>
    public ReadOnlySpan<int> Accumulators { get; } = accumulators;

    public int RowCount { get; } = rowCount;
}
