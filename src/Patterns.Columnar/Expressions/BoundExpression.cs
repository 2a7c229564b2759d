using Patterns.Columnar.Expressions.Binding;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Pruning;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// An expression bound to a schema: names are resolved, types are checked, constants are computed. Immutable and safe for use by several
/// threads at once.
/// </summary>
public sealed class BoundExpression
{
    private readonly BoundNode _root;
    private readonly int[] _columnIndexes;

    internal BoundExpression(Expression expression, Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var binder = new Binder(schema);
        _root = DictionaryNode.Wrap(binder.Bind(expression));
        _columnIndexes = [.. binder.UsedColumns];
        Expression = expression;
        Schema = schema;
        Columns = [.. _columnIndexes.Select(index => schema[index].Name)];
    }

    /// <summary>The expression as it was written.</summary>
    public Expression Expression { get; }

    /// <summary>The schema that batches must have.</summary>
    public Schema Schema { get; }

    /// <summary>Type of the results. That of a bare NULL is boolean.</summary>
    public DataType Type => _root.Type;

    /// <summary>Whether a result may be null.</summary>
    public bool Nullable => _root.Nullable;

    /// <summary>The names of the columns that are read, in the order of the schema; a field of a struct counts as its column.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Computes one result per row.</summary>
    /// <param name="batch">A batch of the schema; columns that are not read may differ.</param>
    /// <returns>A column of as many rows, owned by the caller; it may share memory with the batch.</returns>
    /// <exception cref="ArgumentException">A column that is read has another name or type than in the schema.</exception>
    /// <exception cref="ExpressionEvaluationException">A row has no result: overflow, division by zero, or a cast of a value that does not fit.</exception>
    public Column Evaluate(ColumnBatch batch)
    {
        using var rows = Selection.All(RequireSchema(batch).RowCount);
        return _root.Evaluate(ScopeOf(batch), rows);
    }

    /// <summary>Keeps the rows for which a boolean expression is true; rows for which it is false or null go.</summary>
    /// <param name="batch">A batch of the schema; columns that are not read may differ.</param>
    /// <returns>
    /// A batch of the given batch's columns, owned by the caller. When every row stays it shares the memory of the given batch.
    /// </returns>
    /// <exception cref="InvalidOperationException">The expression is not boolean.</exception>
    /// <exception cref="ArgumentException">A column that is read has another name or type than in the schema.</exception>
    /// <exception cref="ExpressionEvaluationException">A row has no result: overflow, division by zero, or a cast of a value that does not fit.</exception>
    public ColumnBatch Filter(ColumnBatch batch)
    {
        using var rows = Selection.All(RequireSchema(batch).RowCount);
        using var selected = Select(batch, rows);
        return Compaction.Compact(batch, selected);
    }

    /// <summary>Keeps the rows for which a boolean expression is true, in some of the columns: no others are copied.</summary>
    /// <param name="batch">A batch of the schema; columns that are not read may differ.</param>
    /// <param name="columns">The columns kept: a batch's columns by their exact names, in the order wanted.</param>
    /// <returns>A batch owned by the caller. When every row stays it shares the memory of the given batch.</returns>
    /// <exception cref="InvalidOperationException">The expression is not boolean.</exception>
    /// <exception cref="ArgumentException">A column does not exist, or one that is read has another name or type than in the schema.</exception>
    /// <exception cref="ExpressionEvaluationException">A row has no result: overflow, division by zero, or a cast of a value that does not fit.</exception>
    public ColumnBatch Filter(ColumnBatch batch, IReadOnlyList<string> columns)
    {
        using var rows = Selection.All(RequireSchema(batch).RowCount);
        using var selected = Select(batch, rows);
        using var kept = batch.Select(columns);
        return Compaction.Compact(kept, selected);
    }

    /// <summary>
    /// Whether a row of which only statistics are known may make a boolean expression true. False is a promise, true is none: rows can be ruled
    /// out by it but are never lost.
    /// </summary>
    /// <param name="statistics">
    /// What is known of a column by its name, a field of a struct by the names joined with points; null when nothing is known.
    /// </param>
    /// <exception cref="InvalidOperationException">The expression is not boolean.</exception>
    public bool MayBeTrue(Func<string, ColumnStatistics?> statistics)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        return MayBeTrue(statistics, mayContain: null);
    }

    /// <summary>As <see cref="MayBeTrue(Func{string, ColumnStatistics})"/>, with another source that knows of single values whether they occur.</summary>
    /// <param name="statistics">What is known of a column by its name.</param>
    /// <param name="mayContain">Says of a value as columns store it that a column by its name does not have it (false), or that it may.</param>
    internal bool MayBeTrue(Func<string, ColumnStatistics?> statistics, Func<string, object, bool>? mayContain)
        => RequireBoolean().Possible(new StatisticsScope(statistics, mayContain)).HasFlag(Outcomes.True);

    /// <summary>Finds the rows for which a boolean expression is true.</summary>
    /// <param name="batch">A batch of the schema; columns that are not read may differ.</param>
    /// <param name="rows">The rows to look at; no other row raises an error.</param>
    /// <returns>Some of these rows, owned by the caller.</returns>
    internal Selection Select(ColumnBatch batch, Selection rows)
    {
        RequireSchema(batch);
        return RequireBoolean().SelectTrue(ScopeOf(batch), rows);
    }

    /// <summary>The expression and its type.</summary>
    public override string ToString() => $"{Expression}: {Type}";

    private static EvaluationScope ScopeOf(ColumnBatch batch) => new(batch.Columns, batch.RowCount);

    private BoundNode RequireBoolean()
        => Type.Kind == DataTypeKind.Boolean ? _root : throw new InvalidOperationException($"'{Expression}' is {Type}; only a boolean can filter rows.");

    private ColumnBatch RequireSchema(ColumnBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (ReferenceEquals(batch.Schema, Schema))
        {
            return batch;
        }

        foreach (var index in _columnIndexes)
        {
            if (index >= batch.Schema.Count || batch.Schema[index].Name != Schema[index].Name || !batch.Schema[index].Type.Equals(Schema[index].Type))
            {
                var found = index < batch.Schema.Count ? $"{batch.Schema[index].Name} {batch.Schema[index].Type}" : "none";
                throw new ArgumentException(
                    $"'{Expression}' was bound to a schema whose column {index + 1} is {Schema[index].Name} {Schema[index].Type}, but in this batch it is {found}.",
                    nameof(batch));
            }
        }

        return batch;
    }
}
