using Patterns.Columnar.Aggregation.Partitioning;

namespace Patterns.Columnar;

/// <summary>
/// Consecutive rows of a <see cref="ParallelAggregation"/>, for one thread at a time. Add batches, then <see cref="Complete"/>; a part that is
/// disposed before leaves nothing behind.
/// </summary>
public sealed class AggregationPart : IDisposable
{
    private readonly ParallelAggregation _owner;
    private readonly int _index;
    private PartRows? _result;

    internal AggregationPart(ParallelAggregation owner, int index, PartRows result)
    {
        _owner = owner;
        _index = index;
        _result = result;
    }

    /// <summary>Takes the rows of a batch in. The batch may be disposed afterwards.</summary>
    /// <param name="batch">Rows with the columns of the input.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no result; the part is then of no more use.</exception>
    public void Add(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_result is null, this);
        _owner.Add(_result, batch);
    }

    /// <summary>Hands the rows over to the aggregation, and works there on what waits. Nothing can be added afterwards.</summary>
    /// <exception cref="InvalidOperationException">A part with the same index was completed before.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_result is null, this);
        var result = _result;
        _result = null;
        _owner.Complete(_index, result);
    }

    /// <summary>Gives the memory of a part back that was not completed.</summary>
    public void Dispose()
    {
        _result?.Dispose();
        _result = null;
    }
}
