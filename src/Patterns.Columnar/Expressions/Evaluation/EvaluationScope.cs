namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>What expressions are evaluated over: the columns of a batch, or the distinct values of one of them.</summary>
internal sealed class EvaluationScope
{
    private readonly IReadOnlyList<Column> _columns;
    private readonly ColumnNode? _replaced;
    private readonly Column? _replacement;

    public EvaluationScope(IReadOnlyList<Column> columns, int rowCount)
    {
        _columns = columns;
        RowCount = rowCount;
    }

    /// <summary>Other values for one column, which alone may then be read. The scope does not own them.</summary>
    public EvaluationScope(ColumnNode replaced, Column replacement)
    {
        _columns = [];
        _replaced = replaced;
        _replacement = replacement;
        RowCount = replacement.Length;
    }

    public int RowCount { get; }

    /// <summary>The values of a column, owned by the caller.</summary>
    public Column Read(ColumnNode column)
        => ReferenceEquals(column, _replaced) ? _replacement!.Share() : column.ReadFrom(_columns[column.Index]);
}
