using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Query.Execution;

/// <summary>Runs a plan once. Batches that come out are the caller's to dispose, and none is empty.</summary>
internal sealed class QueryExecutor : IDisposable
{
    /// <summary>Above this many rows an order with a limit sorts everything instead of keeping the best.</summary>
    private const long MaxTopRows = 1 << 20;

    private readonly QuerySettings _settings;
    private readonly QueryProfile? _profile;
    private readonly BuiltJoins _joins;

    private QueryExecutor(QuerySettings settings, QueryProfile? profile)
    {
        _settings = settings;
        _profile = profile;
        _joins = new BuiltJoins(settings.MemoryLimit);
    }

    /// <summary>The rows of a plan.</summary>
    public static IAsyncEnumerable<ColumnBatch> RunAsync(PlanNode plan, CancellationToken cancellationToken) => RunPrunedAsync(PlanPruning.Prune(plan), null, cancellationToken);

    /// <summary>The rows of a plan that was pruned.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="profile">Where the steps count what they do; null for nowhere.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async IAsyncEnumerable<ColumnBatch> RunPrunedAsync(PlanNode plan, QueryProfile? profile, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var executor = new QueryExecutor(QuerySettings.Of(plan), profile);
        await foreach (var batch in executor.ExecuteAsync(plan, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

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

    public void Dispose() => _joins.Dispose();

    private IAsyncEnumerable<ColumnBatch> ExecuteAsync(PlanNode plan, CancellationToken cancellationToken) => plan switch
    {
        ScanNode scan => ScanAsync(scan, cancellationToken),
        FilterNode or ProjectNode or JoinNode => StreamAsync(plan, cancellationToken),
        AggregateNode aggregate => MeasuredAsync(plan, AggregateAsync(aggregate, cancellationToken)),
        SortNode sort => MeasuredAsync(plan, SortAsync(sort, cancellationToken)),
        LimitNode limit => MeasuredAsync(plan, LimitAsync(limit, cancellationToken)),
        _ => throw new InvalidOperationException($"There is no way to run {plan.GetType().Name}."),
    };

    private IAsyncEnumerable<ColumnBatch> ScanAsync(ScanNode scan, CancellationToken cancellationToken)
        => MeasuredAsync(scan, TableScan.ReadAsync(scan.Table, scan.ToRequest(), _profile?.Scans, cancellationToken));

    private async IAsyncEnumerable<ColumnBatch> StreamAsync(PlanNode node, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var step = await PrepareAsync(node, cancellationToken).ConfigureAwait(false);
        await foreach (var batch in ExecuteAsync(node.Inputs[0], cancellationToken).ConfigureAwait(false))
        {
            if (step.Run(batch) is { } rows)
            {
                yield return rows;
            }
        }
    }

    private async IAsyncEnumerable<ColumnBatch> AggregateAsync(AggregateNode node, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (LogAnswer.TryAnswer(node) is { } answer)
        {
            yield return answer;
            yield break;
        }

        using var fold = new AggregateFold(node.Begin(_settings.Threads, _joins.MemoryLeft, _settings.SpillFolder));
        await FoldAsync(node.Inputs[0], fold, cancellationToken).ConfigureAwait(false);
        await foreach (var groups in fold.FinishAsync(cancellationToken).ConfigureAwait(false))
        {
            if (groups.RowCount > 0)
            {
                yield return groups;
            }
        }
    }

    private async IAsyncEnumerable<ColumnBatch> TopAsync(SortNode node, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var fold = new TopRowsFold(node, count);
        await FoldAsync(node.Inputs[0], fold, cancellationToken).ConfigureAwait(false);
        var result = fold.Result.Finish();
        if (result.RowCount > 0)
        {
            yield return result;
        }
    }

    private async IAsyncEnumerable<ColumnBatch> SortAsync(SortNode node, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var sorter = node.Begin(_joins.MemoryLeft, _settings.SpillFolder);
        await foreach (var batch in ExecuteAsync(node.Inputs[0], cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                await sorter.AddAsync(batch, cancellationToken).ConfigureAwait(false);
            }
        }

        await foreach (var rows in sorter.FinishAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return rows;
        }
    }

    private async IAsyncEnumerable<ColumnBatch> LimitAsync(LimitNode limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var skip = limit.Offset;
        var take = limit.Count ?? long.MaxValue;
        if (take == 0)
        {
            yield break;
        }

        var input = limit.Inputs[0] is SortNode sort && take <= MaxTopRows - skip
            ? MeasuredAsync(sort, TopAsync(sort, (int)(skip + take), cancellationToken))
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
    private async Task FoldAsync<TPart>(PlanNode input, ScanFold<TPart> fold, CancellationToken cancellationToken)
        where TPart : IDisposable
    {
        if (ScanPipeline.TryTakeApart(input) is var (scan, nodes))
        {
            var steps = new List<PipelineStep>();
            foreach (var node in nodes)
            {
                steps.Add(await PrepareAsync(node, cancellationToken).ConfigureAwait(false));
            }

            await ParallelScan.RunAsync(new ScanPipeline(scan, steps, _joins.Narrow(scan, nodes)), fold, new ScanThreads(_settings.Threads, _profile), cancellationToken).ConfigureAwait(false);
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

    private async Task<PipelineStep> PrepareAsync(PlanNode node, CancellationToken cancellationToken)
    {
        var measure = _profile?.Of(node);
        return node switch
        {
            FilterNode filter => new PipelineStep(node, filter.Bound.Filter, measure),
            ProjectNode project => new PipelineStep(node, project.Apply, measure),
            JoinNode join => new PipelineStep(node, (await BuildAsync(join, cancellationToken).ConfigureAwait(false)).Probe, measure),
            _ => throw new InvalidOperationException($"{node.GetType().Name} does not take each row for itself."),
        };
    }

    private async Task<HashJoin> BuildAsync(JoinNode node, CancellationToken cancellationToken)
    {
        var (join, ranges) = _joins.Begin(node);
        await foreach (var batch in ExecuteAsync(node.Build, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                join.Build(batch);
                Array.ForEach(ranges, range => range.Add(batch));
            }
        }

        return join;
    }

    /// <summary>Counts rows, and the time until each batch is there, that of the steps below included.</summary>
    private IAsyncEnumerable<ColumnBatch> MeasuredAsync(PlanNode node, IAsyncEnumerable<ColumnBatch> batches)
        => _profile is null ? batches : MeasureAsync(batches, _profile.Of(node));

    private static async IAsyncEnumerable<ColumnBatch> MeasureAsync(IAsyncEnumerable<ColumnBatch> batches, StepMeasure measure)
    {
        var enumerator = batches.GetAsyncEnumerator();
        await using (enumerator.ConfigureAwait(false))
        {
            while (true)
            {
                var start = measure.Begin();
                var has = await enumerator.MoveNextAsync().ConfigureAwait(false);
                measure.End(start, has ? enumerator.Current.RowCount : 0);
                if (!has)
                {
                    yield break;
                }

                yield return enumerator.Current;
            }
        }
    }
}
