namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Which rows are wanted, and the columns that tell.</summary>
internal sealed class RowFilter(BoundExpression expression, ColumnSetReader columns, PagePruning pruning) : IDisposable
{
    /// <summary>True for the rows wanted; bound to the schema of <see cref="Columns"/>.</summary>
    public BoundExpression Expression { get; } = expression;

    public ColumnSetReader Columns { get; } = columns;

    /// <summary>Rules rows out before they are read.</summary>
    public PagePruning Pruning { get; } = pruning;

    public void Dispose() => Columns.Dispose();
}
