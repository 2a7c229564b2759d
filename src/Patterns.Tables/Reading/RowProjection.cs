using Patterns.Columnar;

namespace Patterns.Tables.Reading;

/// <summary>Turns batches of one data file into the rows and columns that are wanted.</summary>
internal sealed class RowProjection
{
    private readonly FileProjection _projection;
    private readonly BoundExpression? _filter;
    private readonly string[] _wanted;

    /// <summary>Prepares the projection.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="filter">Which rows, over the columns of the table; null when the batches hold no others.</param>
    /// <param name="columns">What the columns are in the file.</param>
    /// <exception cref="DataFileMismatchException">A column of the file does not fit the table.</exception>
    public RowProjection(ScanRequest request, BoundExpression? filter, FileColumns columns)
    {
        _wanted = [.. request.Columns.Fields.Select(static field => field.Name)];
        var needed = filter is null ? request.Columns : request.Snapshot.Schema.Select([.. _wanted.Union(filter.Columns)]);
        _filter = filter?.Expression.Bind(needed);
        _projection = new FileProjection(needed, columns);
    }

    /// <summary>The columns to read from the file.</summary>
    public IReadOnlyList<string> FileNames => _projection.FileNames;

    /// <summary>The rows of a batch, which stays the caller's.</summary>
    public ColumnBatch Apply(ColumnBatch batch)
    {
        if (_filter is null)
        {
            return _projection.Apply(batch);
        }

        using var projected = _projection.Apply(batch);
        return _filter.Filter(projected, _wanted);
    }
}
