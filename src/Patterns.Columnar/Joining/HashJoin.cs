using Patterns.Columnar.Expressions;
using Patterns.Columnar.Joining;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Attaches columns of a side with unique keys to the rows of another: a many-to-one join, as from orders to customers. Build with all batches
/// of the unique side, then probe with those of the other, as many as there are.
/// </summary>
/// <remarks>
/// <para>Rows keep the order of the probe side. Null keys never match; NaN matches NaN, and -0.0 matches 0.0. Of the result the columns of the
/// probe side come first, then the attached ones; texts of the build side are attached as codes of a dictionary (<see cref="DictionaryBinaryColumn"/>).</para>
/// <para>The build side is held in memory: the attached columns, and per row the key and about 10 bytes (integers of a dense range) to 80 bytes. The probe
/// side is not held. Building is for one thread; once it is done, several threads may probe.</para>
/// </remarks>
public sealed class HashJoin : IDisposable
{
    private readonly JoinKeys _keys;
    private readonly BoundExpressions _attached;
    private readonly BuildSide _build;
    private readonly Schema _probe;
    private readonly JoinKind _kind;
    private readonly long _memoryLimit;
    private readonly Lock _sealing = new();
    private volatile Column[]? _columns;

    /// <summary>Creates a join without rows.</summary>
    /// <param name="build">The columns of the side whose keys are unique.</param>
    /// <param name="probe">The columns of the other side.</param>
    /// <param name="keys">What is equal in rows that belong together; at least one.</param>
    /// <param name="options">Null means an inner join that attaches every column that is no key.</param>
    /// <exception cref="ArgumentException">There is no key, or a name occurs on both sides.</exception>
    /// <exception cref="ExpressionTypeException">An expression does not fit its side, or the types of a key do not go together.</exception>
    public HashJoin(Schema build, Schema probe, IReadOnlyList<JoinKey> keys, HashJoinOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(probe);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfZero(keys.Count, nameof(keys));
        var columns = options?.Columns ?? ColumnsBesides(build, keys);
        _probe = probe;
        _kind = options?.Kind ?? JoinKind.Inner;
        _memoryLimit = options?.MemoryLimit is > 0 and var limit ? limit : long.MaxValue;
        _keys = new JoinKeys(build, probe, keys);
        _attached = new BoundExpressions(build, [.. columns.Select(static column => column.Expression)]);
        _build = new BuildSide(_keys, [.. keys], _attached);
        Schema = Join(probe, columns);
    }

    /// <summary>The columns of the result: those of the probe side, then the attached ones, which an outer join makes nullable.</summary>
    public Schema Schema { get; }

    /// <summary>The number of rows of the build side that can be found, which are those without a null key.</summary>
    public int BuildRowCount => _build.RowCount;

    /// <summary>Estimated bytes that the build side takes in memory.</summary>
    public long BuildByteCount => _build.ByteCount;

    /// <summary>Takes rows of the unique side in. The batch may be disposed afterwards.</summary>
    /// <param name="batch">Rows with the columns of the build side.</param>
    /// <exception cref="DuplicateJoinKeyException">A key occurs twice; the join is then of no more use.</exception>
    /// <exception cref="ExpressionEvaluationException">A row has no result; the join is then of no more use.</exception>
    /// <exception cref="JoinMemoryException">The rows take more memory than <see cref="HashJoinOptions.MemoryLimit"/>; the join is then of no more use.</exception>
    /// <exception cref="InvalidOperationException">Rows were probed already.</exception>
    public void Build(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (_columns is not null)
        {
            throw new InvalidOperationException("Rows were joined already; build with all batches before the first is probed.");
        }

        _build.Add(batch);
        if (_build.ByteCount > _memoryLimit)
        {
            throw new JoinMemoryException(_build.RowCount, _build.ByteCount, _memoryLimit);
        }
    }

    /// <summary>Joins rows.</summary>
    /// <param name="batch">Rows with the columns of the probe side.</param>
    /// <returns>A batch that the caller owns. It shares memory with the given one where it can.</returns>
    /// <exception cref="ArgumentException">The batch has other columns than the probe side.</exception>
    /// <exception cref="ExpressionEvaluationException">A row has no key because of an overflow or a failed cast.</exception>
    public ColumnBatch Probe(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!ReferenceEquals(batch.Schema, _probe) && !batch.Schema.Equals(_probe))
        {
            throw new ArgumentException($"The probe side is ({_probe}), but this batch is ({batch.Schema}).", nameof(batch));
        }

        var columns = _columns ?? Seal();
        var buffer = ColumnBuffer.Rent<int>(batch.RowCount);
        try
        {
            var found = buffer.Span<int>(batch.RowCount);
            using (var keys = _keys.Probe.Evaluate(batch))
            {
                _build.Find(keys.Columns, found);
            }

            return _kind == JoinKind.LeftOuter ? AttachOrNull(batch, columns, found) : Attach(batch, columns, found);
        }
        finally
        {
            buffer.Release();
        }
    }

    /// <summary>Gives the memory of the build side back.</summary>
    public void Dispose()
    {
        _build.Dispose();
        Array.ForEach(_columns ?? [], static column => column.Dispose());
    }

    private Column[] Seal()
    {
        lock (_sealing)
        {
            return _columns ??= _build.BuildColumns(withNull: _kind == JoinKind.LeftOuter);
        }
    }

    /// <summary>Rows without a counterpart point to the row of nulls behind the last row.</summary>
    private ColumnBatch AttachOrNull(ColumnBatch batch, Column[] columns, Span<int> found)
    {
        var nulls = _build.RowCount;
        for (var row = 0; row < found.Length; row++)
        {
            found[row] = found[row] < 0 ? nulls : found[row];
        }

        return Attach(Share(batch), columns, found);
    }

    /// <summary>Keeps the rows that have a counterpart.</summary>
    private ColumnBatch Attach(ColumnBatch batch, Column[] columns, Span<int> found)
    {
        var buffer = ColumnBuffer.Rent<int>(found.Length);
        var rows = buffer.Span<int>(found.Length);
        var count = 0;
        for (var row = 0; row < found.Length; row++)
        {
            // Without a branch: what is not kept is overwritten.
            rows[count] = row;
            found[count] = found[row];
            count += found[row] >= 0 ? 1 : 0;
        }

        var kept = count == found.Length ? Share(batch) : Take(batch.Columns, rows[..count]);
        buffer.Release();
        return Attach(kept, columns, found[..count]);
    }

    private ColumnBatch Attach(Column[] probe, Column[] columns, ReadOnlySpan<int> found)
        => new(Schema, found.Length, [.. probe, .. Take(columns, found)]);

    private static Column[] Share(ColumnBatch batch) => [.. batch.Columns.Select(static column => column.Share())];

    private static Column[] Take(IReadOnlyList<Column> columns, ReadOnlySpan<int> rows)
    {
        var taken = new Column[columns.Count];
        for (var index = 0; index < taken.Length; index++)
        {
            taken[index] = columns[index].TakeRows(rows);
        }

        return taken;
    }

    private Schema Join(Schema probe, IReadOnlyList<NamedExpression> columns)
    {
        if (columns.FirstOrDefault(column => probe.IndexOf(column.Name) >= 0) is { } twice)
        {
            throw new ArgumentException($"Both sides have a column '{twice.Name}'. Say in {nameof(HashJoinOptions)}.{nameof(HashJoinOptions.Columns)} what is attached under which name.", nameof(columns));
        }

        return new Schema(
        [
            .. probe.Fields,
            .. columns.Select((column, index) => new Field(column.Name, _attached.Types[index], _kind == JoinKind.LeftOuter || _attached.Nullables[index])),
        ]);
    }

    private static NamedExpression[] ColumnsBesides(Schema build, IReadOnlyList<JoinKey> keys)
        => [.. build.Fields.Where(field => !keys.Any(key => key.Build.Equals(Expression.Column(field.Name))))
            .Select(static field => new NamedExpression(field.Name, Expression.Column(field.Name)))];
}
