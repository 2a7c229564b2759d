using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Reading;

/// <summary>Turns batches of one data file into columns of the table.</summary>
internal sealed class FileProjection
{
    private readonly Schema _schema;
    private readonly BoundExpression[] _values;

    /// <summary>Prepares the projection.</summary>
    /// <param name="wanted">Columns of the table.</param>
    /// <param name="columns">What they are in the file.</param>
    /// <exception cref="DataFileMismatchException">A column of the file does not fit the table.</exception>
    public FileProjection(Schema wanted, FileColumns columns)
    {
        Expression[] values = [.. wanted.Fields.Select(field => columns.ValueOf(field.Name))];
        FileNames = [.. values.SelectMany(static value => value.ReferencedColumns())];
        var source = columns.Found.Select(FileNames);
        _values = [.. values.Select(value => value.Bind(source))];

        // Nested types are as nullable as the file has them, which readers of the batch do not mind.
        _schema = new Schema([.. wanted.Fields.Zip(_values, static (field, value) => field.WithType(value.Type))]);
    }

    /// <summary>The columns to read from the file.</summary>
    public IReadOnlyList<string> FileNames { get; }

    /// <summary>The rows in the columns of the table.</summary>
    /// <param name="batch">Rows of the file in the columns of <see cref="FileNames"/>; stays the caller's.</param>
    public ColumnBatch Apply(ColumnBatch batch) => new(_schema, batch.RowCount, [.. _values.Select(value => value.Evaluate(batch))]);
}
