using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>Runs plans. Batches that come out are the caller's to dispose, and none is empty.</summary>
internal static class QueryExecutor
{
    /// <summary>Above this many rows an order with a limit sorts everything instead of keeping the best.</summary>
    private const long MaxTopRows = 1 << 20;

    public static IAsyncEnumerable<ColumnBatch> RunAsync(PlanNode plan, CancellationToken cancellationToken)
        => ExecuteAsync(PlanPruning.Prune(plan), cancellationToken);

    /// <summary>The number of rows of a plan.</summary>
    public static async Task<long> CountAsync(PlanNode plan, CancellationToken cancellationToken)
    {
        const string Count = "count";
        var count = new AggregateNode(plan, [], [new NamedAggregate(Count, Aggregate.Count())]);
        await foreach (var batch in RunAsync(count, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                return batch.Column<long>(Count).Values[0];
            }
        }

        return 0;
    }

    private static IAsyncEnumerable<ColumnBatch> ExecuteAsync(PlanNode plan, CancellationToken cancellationToken) => plan switch
    {
        ScanNode scan => TableScan.ReadAsync(scan.Table.Objects, scan.Table.Path, scan.ToRequest(), cancellationToken),
        FilterNode or ProjectNode => StreamAsync(plan, cancellationToken),
        AggregateNode aggregate => AggregateAsync(aggregate, cancellationToken),
        SortNode sort => SortAsync(sort, cancellationToken),
        LimitNode limit => LimitAsync(limit, cancellationToken),
        _ => throw new InvalidOperationException($"There is no way to run {plan.GetType().Name}."),
    };

    private static async IAsyncEnumerable<ColumnBatch> StreamAsync(PlanNode step, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in ExecuteAsync(step.Inputs[0], cancellationToken).ConfigureAwait(false))
        {
            if (ScanPipeline.Run(step, batch) is { } rows)
            {
                yield return rows;
            }
        }
    }

    private static async IAsyncEnumerable<ColumnBatch> AggregateAsync(AggregateNode node, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var fold = new AggregateFold(node);
        await FoldAsync(node.Inputs[0], fold, cancellationToken).ConfigureAwait(false);
        await foreach (var groups in fold.FinishAsync(cancellationToken).ConfigureAwait(false))
        {
            if (groups.RowCount > 0)
            {
                yield return groups;
            }
        }
    }

    private static async IAsyncEnumerable<ColumnBatch> TopAsync(SortNode node, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var fold = new TopRowsFold(node, count);
        await FoldAsync(node.Inputs[0], fold, cancellationToken).ConfigureAwait(false);
        var result = fold.Result.Finish();
        if (result.RowCount > 0)
        {
            yield return result;
        }
    }

    private static async IAsyncEnumerable<ColumnBatch> SortAsync(SortNode node, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var sorter = node.Begin();
        await foreach (var batch in ExecuteAsync(node.Inputs[0], cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                sorter.Add(batch);
            }
        }

        var result = sorter.Finish();
        if (result.RowCount > 0)
        {
            yield return result;
        }
    }

    private static async IAsyncEnumerable<ColumnBatch> LimitAsync(LimitNode limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var skip = limit.Offset;
        var take = limit.Count ?? long.MaxValue;
        if (take == 0)
        {
            yield break;
        }

        var input = limit.Inputs[0] is SortNode sort && take <= MaxTopRows - skip
            ? TopAsync(sort, (int)(skip + take), cancellationToken)
            : ExecuteAsync(limit.Inputs[0], cancellationToken);
        await foreach (var batch in input.ConfigureAwait(false))
        {
            using (batch)
            {
                var start = (int)Math.Min(skip, batch.RowCount);
                var length = (int)Math.Min(take, batch.RowCount - start);
                skip -= start;
                take -= length;
                if (length > 0)
                {
                    yield return batch.Slice(start, length);
                }
            }

            if (take == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Folds the rows of a plan: on several threads when it is a pipeline over a scan, else as they come.</summary>
    private static async Task FoldAsync<TPart>(PlanNode input, ScanFold<TPart> fold, CancellationToken cancellationToken)
        where TPart : IDisposable
    {
        if (ScanPipeline.TryCreate(input) is { } pipeline)
        {
            await ParallelScan.RunAsync(pipeline, fold, cancellationToken).ConfigureAwait(false);
            return;
        }

        var part = fold.Begin(0);
        try
        {
            await foreach (var batch in ExecuteAsync(input, cancellationToken).ConfigureAwait(false))
            {
                using (batch)
                {
                    fold.Add(part, batch);
                }
            }
        }
        catch
        {
            part.Dispose();
            throw;
        }

        fold.Complete(0, part);
    }
}
