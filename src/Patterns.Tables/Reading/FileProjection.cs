using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Reading;

/// <summary>Turns batches of one data file into columns of the table.</summary>
internal sealed class FileProjection
{
    private static readonly Schema NoColumns = new([]);

    private readonly Schema _wanted;
    private readonly FileColumn[] _columns;
    private readonly BoundExpression?[] _constants;

    /// <summary>Prepares the projection.</summary>
    /// <param name="wanted">Columns of the table.</param>
    /// <param name="columns">What they are in the file.</param>
    /// <exception cref="DataFileMismatchException">A column of the file does not fit the table.</exception>
    public FileProjection(Schema wanted, FileColumns columns)
    {
        _wanted = wanted;
        _columns = [.. wanted.Fields.Select(columns.Of)];
        _constants = Array.ConvertAll(_columns, static column => column.Constant?.Bind(NoColumns));
        FileNames = [.. _columns.Select(static column => column.Name).OfType<string>()];
    }

    /// <summary>The columns to read from the file.</summary>
    public IReadOnlyList<string> FileNames { get; }

    /// <summary>The rows in the columns of the table.</summary>
    /// <param name="batch">Rows of the file in the columns of <see cref="FileNames"/>; stays the caller's.</param>
    public ColumnBatch Apply(ColumnBatch batch)
    {
        var columns = new Column[_columns.Length];
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = _columns[index] is { Name: { } name, Projection: { } projection }
                ? projection.Apply(batch.Column(name))
                : Repeat(_constants[index]!, batch.RowCount);
        }

        return new ColumnBatch(_wanted, batch.RowCount, columns);
    }

    private static Column Repeat(BoundExpression constant, int rowCount)
    {
        using var rows = new ColumnBatch(NoColumns, rowCount, []);
        return constant.Evaluate(rows);
    }
}
