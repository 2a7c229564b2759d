using Patterns.Columnar.Aggregation;
using Patterns.Columnar.Aggregation.Partitioning;
using Patterns.Columnar.Spilling;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// A <see cref="GroupByAggregation"/> on all cores. Rows come as a whole by <see cref="AddAsync(IEnumerable{ColumnBatch}, CancellationToken)"/>, or
/// from your own threads as parts, each by one thread, with <see cref="Begin"/>. Then ask for the groups once with <see cref="FinishAsync"/>.
/// </summary>
/// <remarks>
/// Each part has a table of its own. Few groups are merged; where there are many, rows and groups are cut by a hash of their keys into partitions,
/// which threads work on independently. Parts are taken in in the order of their indexes, so that the result, also of sums of floating-point
/// numbers, does not depend on the number of threads, but on how rows are cut into parts. Memory grows with the number of groups, up to
/// <see cref="AggregationOptions.MemoryLimit"/>.
/// </remarks>
public sealed class ParallelAggregation : IDisposable
{
    private const int MaxDegreeOfParallelism = 1_024;
    private const int RowsPerPart = 1 << 18;
    private const long SmallestMemoryLimit = 1 << 16;

    private readonly GroupingPlan _plan;
    private readonly BoundExpression? _filter;
    private readonly PartitionedAggregation _groups;
    private readonly int _threads;
    private int _parts;

    /// <summary>Creates an aggregation.</summary>
    /// <param name="input">The columns of the rows to be added.</param>
    /// <param name="keys">What rows are grouped by, and the names of these columns of the result; may be empty.</param>
    /// <param name="aggregates">What is computed of each group, and the names of these columns of the result; may be empty if there is a key.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">There is neither a key nor an aggregate, a name occurs twice, or an option is out of range.</exception>
    /// <exception cref="ExpressionTypeException">An expression does not fit the input, or a key or aggregate does not take its type.</exception>
    public ParallelAggregation(Schema input, IReadOnlyList<NamedExpression> keys, IReadOnlyList<NamedAggregate> aggregates, AggregationOptions? options = null)
    {
        options ??= new AggregationOptions();
        if (options.DegreeOfParallelism is < 0 or > MaxDegreeOfParallelism)
        {
            throw new ArgumentException($"{nameof(options.DegreeOfParallelism)} is 0 to {MaxDegreeOfParallelism} threads, but is {options.DegreeOfParallelism}.", nameof(options));
        }

        if (options.MemoryLimit is not (0 or >= SmallestMemoryLimit))
        {
            throw new ArgumentException($"{nameof(options.MemoryLimit)} is 0 or at least {SmallestMemoryLimit} bytes, but is {options.MemoryLimit}.", nameof(options));
        }

        _plan = new GroupingPlan(input, keys, aggregates);
        _filter = options.Filter?.Bind(input);
        if (_filter is { Type.Kind: not DataTypeKind.Boolean })
        {
            throw new ExpressionTypeException(options.Filter!, $"a filter is boolean, but this is {_filter.Type}.");
        }

        _threads = options.DegreeOfParallelism == 0 ? Environment.ProcessorCount : options.DegreeOfParallelism;
        Budget = options.MemoryLimit == 0 ? MemoryBudget.Unlimited() : new MemoryBudget(options.MemoryLimit, _threads);
        File = new SpillFile(options.SpillFolder ?? Path.GetTempPath());
        _groups = new PartitionedAggregation(_plan, Budget, File);
    }

    /// <summary>
    /// The columns of the result: the keys, then the aggregates, with the types of <see cref="AggregateFunction"/>. Counts are never null.
    /// </summary>
    public Schema Schema => _plan.Schema;

    internal MemoryBudget Budget { get; }

    internal SpillFile File { get; }

    /// <summary>
    /// Begins a part. Parts are numbered 0, 1, 2 and so on without a gap, in the order of their rows, and may be begun and completed in any order.
    /// Safe for use by several threads.
    /// </summary>
    /// <param name="index">0-based number of the part.</param>
    public AggregationPart Begin(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new AggregationPart(this, index, _groups.Begin());
    }

    /// <summary>
    /// Takes the rows of batches in, on as many threads as <see cref="AggregationOptions.DegreeOfParallelism"/> says; not together with
    /// <see cref="Begin"/>. The batches remain the caller's.
    /// </summary>
    /// <param name="batches">Rows with the columns of the input; enumerated by one thread at a time.</param>
    /// <param name="cancellationToken">Stops after a batch; the aggregation is then of no more use.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no result; the aggregation is then of no more use.</exception>
    public async Task AddAsync(IEnumerable<ColumnBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var source = batches.GetEnumerator();
        await Task.WhenAll(Enumerable.Range(0, _threads).Select(_ => Task.Run(() => Work(source, stop), CancellationToken.None))).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the rows of batches in as they arrive and disposes the batches; otherwise as
    /// <see cref="AddAsync(IEnumerable{ColumnBatch}, CancellationToken)"/>.
    /// </summary>
    /// <param name="batches">Rows with the columns of the input.</param>
    /// <param name="cancellationToken">Stops after a batch; the aggregation is then of no more use.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no result; the aggregation is then of no more use.</exception>
    public async Task AddAsync(IAsyncEnumerable<ColumnBatch> batches, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var running = new Queue<Task>();
        var waiting = new List<ColumnBatch>();
        try
        {
            await foreach (var batch in batches.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                waiting.Add(batch);
                if (waiting.Sum(static taken => taken.RowCount) >= RowsPerPart)
                {
                    if (running.Count == _threads)
                    {
                        await running.Dequeue().ConfigureAwait(false);
                    }

                    running.Enqueue(RunPartAsync(waiting));
                    waiting = [];
                }
            }

            running.Enqueue(RunPartAsync(waiting));
            waiting = [];
        }
        finally
        {
            waiting.ForEach(static batch => batch.Dispose());
            await Task.WhenAll(running).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// The groups, as batches that the caller disposes: those of few groups in one batch and in the order in which each was first seen, those of many
    /// in several batches and in no particular order, which is the same for the same parts. To be asked for once, when all parts are complete.
    /// </summary>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <exception cref="AggregateOverflowException">A sum is larger than its type.</exception>
    /// <exception cref="InvalidOperationException">A part is missing.</exception>
    public IAsyncEnumerable<ColumnBatch> FinishAsync(CancellationToken cancellationToken = default) => _groups.FinishAsync(_threads, cancellationToken);

    /// <summary>Gives the memory of the groups back.</summary>
    public void Dispose() => _groups.Dispose();

    internal void Add(PartRows part, ColumnBatch batch)
    {
        using var kept = _filter?.Filter(batch);
        using var rows = _plan.Evaluate(kept ?? batch);
        if (rows.RowCount > 0)
        {
            _groups.Add(part, rows);
        }
    }

    internal void Complete(int index, PartRows part) => _groups.Complete(index, part);

    private void Work(IEnumerator<ColumnBatch> source, CancellationTokenSource stop)
    {
        try
        {
            while (TakePart(source, out var index) is { Count: > 0 } batches)
            {
                using var part = Begin(index);
                foreach (var batch in batches)
                {
                    stop.Token.ThrowIfCancellationRequested();
                    part.Add(batch);
                }

                part.Complete();
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private List<ColumnBatch> TakePart(IEnumerator<ColumnBatch> source, out int index)
    {
        var batches = new List<ColumnBatch>();
        var rows = 0L;
        lock (source)
        {
            index = _parts;
            while (rows < RowsPerPart && source.MoveNext())
            {
                batches.Add(source.Current);
                rows += source.Current.RowCount;
            }

            _parts += batches.Count > 0 ? 1 : 0;
        }

        return batches;
    }

    private Task RunPartAsync(List<ColumnBatch> batches)
    {
        var part = Begin(_parts++);
        return Task.Run(() =>
        {
            using (part)
            {
                foreach (var batch in batches)
                {
                    using (batch)
                    {
                        part.Add(batch);
                    }
                }

                part.Complete();
            }
        });
    }
}
