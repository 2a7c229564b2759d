using System.Runtime.CompilerServices;
using Patterns.Columnar.Batches;
using Patterns.Columnar.Sorting;
using Patterns.Columnar.Spilling;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Sorts any number of rows by expressions in bounded memory: rows beyond the limit are sorted, set aside in a temporary file, and merged at the end.
/// Rows with equal keys keep the order in which they were added. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// The result is that of <see cref="BatchSorter"/>, which is simpler where all rows fit into memory; for the first few rows use
/// <see cref="TopRows"/>. The temporary file is gone when the sorter is disposed or the process ends, however it ends. Adding and finishing leave
/// sorting, writing and reading to a thread of the pool.
/// </remarks>
public sealed class ExternalSorter : IDisposable
{
    private const int MaxRunsMerged = 32;
    private const int RowsPerBatch = 65_536;
    private const int FirstBlockRows = 64;

    private readonly Schema _schema;
    private readonly SortOrders _orders;
    private readonly SpillFile _file;
    private readonly long _memoryLimit;
    private readonly List<ColumnBatch> _batches = [];
    private readonly List<IReadOnlyList<SpilledBatch>> _runs = [];
    private long _bytes;

    /// <summary>Creates a sorter without rows.</summary>
    /// <param name="schema">The columns of the rows.</param>
    /// <param name="orders">The keys, the most important first; at least one.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no key, or an option is out of range.</exception>
    /// <exception cref="ExpressionTypeException">A key does not fit the columns, or its type has no order.</exception>
    public ExternalSorter(Schema schema, IReadOnlyList<SortOrder> orders, ExternalSortOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new ExternalSortOptions();
        if (options.MemoryLimit < ExternalSortOptions.MinMemoryLimit)
        {
            throw new ArgumentException(
                $"{nameof(options.MemoryLimit)} is at least {ExternalSortOptions.MinMemoryLimit} bytes, but is {options.MemoryLimit}.", nameof(options));
        }

        _schema = schema;
        _orders = new SortOrders(schema, orders);
        _memoryLimit = options.MemoryLimit;
        _file = new SpillFile(options.SpillFolder ?? Path.GetTempPath());
    }

    /// <summary>The bytes that were set aside so far; 0 while all rows are in memory.</summary>
    public long SpilledBytes => _file.Length;

    /// <summary>Takes the rows of a batch in. The batch may be disposed afterwards.</summary>
    /// <param name="batch">Rows with the columns of the schema.</param>
    /// <param name="cancellationToken">Stops before rows are set aside.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no key; the sorter is then of no more use.</exception>
    /// <exception cref="SpillException">Rows cannot be set aside; the sorter is then of no more use.</exception>
    public async ValueTask AddAsync(ColumnBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.RowCount == 0)
        {
            return;
        }

        _bytes += ColumnSize.Of(batch, _batches.LastOrDefault());
        _batches.Add(batch.Slice(0, batch.RowCount));

        // Rows are there twice while they are sorted, with some words beside each.
        if (_bytes > _memoryLimit / 3)
        {
            await Task.Run(Spill, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The rows in order, as batches that the caller owns. The sorter is empty afterwards.</summary>
    /// <param name="cancellationToken">Stops before the next batch.</param>
    /// <exception cref="ExpressionEvaluationException">A row has no key.</exception>
    /// <exception cref="SpillException">Rows cannot be set aside or read back.</exception>
    public async IAsyncEnumerable<ColumnBatch> FinishAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (_runs.Count == 0)
        {
            if (_batches.Count > 0)
            {
                using var rows = Concat();
                var order = await Task.Run(() => _orders.Compute(rows), cancellationToken).ConfigureAwait(false);
                for (var start = 0; start < order.Length; start += RowsPerBatch)
                {
                    yield return rows.Take(order.AsSpan(start, Math.Min(RowsPerBatch, order.Length - start)));
                }
            }

            yield break;
        }

        await Task.Run(() => PrepareRuns(cancellationToken), cancellationToken).ConfigureAwait(false);
        using var merger = new RunMerger(_runs, _file, _schema, _orders);
        while (await Task.Run(merger.Next, cancellationToken).ConfigureAwait(false) is { } batch)
        {
            yield return batch;
        }

        _runs.Clear();
    }

    /// <summary>Gives the memory and the disk space of rows back.</summary>
    public void Dispose()
    {
        _batches.ForEach(static batch => batch.Dispose());
        _batches.Clear();
        _file.Dispose();
    }

    private ColumnBatch Concat()
    {
        var rows = ColumnBatch.Concat(_batches);
        _batches.ForEach(static batch => batch.Dispose());
        _batches.Clear();
        _bytes = 0;
        return rows;
    }

    /// <summary>
    /// Sorts the rows in memory and writes them as a run of blocks, so small that the blocks of all runs that are merged, and what is made of them, stay
    /// within the limit.
    /// </summary>
    private void Spill()
    {
        using var rows = Concat();
        var order = _orders.Compute(rows);
        var blocks = new List<SpilledBatch>();
        var bytesPerBlock = _memoryLimit / (2 * MaxRunsMerged);
        var rowsPerBlock = FirstBlockRows;
        for (var start = 0; start < order.Length;)
        {
            using var block = rows.Take(order.AsSpan(start, Math.Min(rowsPerBlock, order.Length - start)));
            var written = SpilledBatch.Write(_file, block);
            blocks.Add(written);
            start += written.RowCount;
            rowsPerBlock = (int)Math.Clamp(bytesPerBlock * written.RowCount / Math.Max(1, written.ByteCount), 1, RowsPerBatch);
        }

        _runs.Add(blocks);
    }

    /// <summary>Sets the last rows aside and merges neighbouring runs until there are few enough for one more merge.</summary>
    private void PrepareRuns(CancellationToken cancellationToken)
    {
        if (_batches.Count > 0)
        {
            Spill();
        }

        while (_runs.Count > MaxRunsMerged)
        {
            var merged = _runs.Chunk(MaxRunsMerged).Select(runs => Merge(runs, cancellationToken)).ToList();
            _runs.Clear();
            _runs.AddRange(merged);
        }
    }

    private List<SpilledBatch> Merge(IReadOnlyList<SpilledBatch>[] runs, CancellationToken cancellationToken)
    {
        using var merger = new RunMerger(runs, _file, _schema, _orders);
        var blocks = new List<SpilledBatch>();
        while (merger.Next() is { } batch)
        {
            using (batch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                blocks.Add(SpilledBatch.Write(_file, batch));
            }
        }

        return blocks;
    }
}
