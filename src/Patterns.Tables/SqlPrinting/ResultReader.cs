using System.Data.Common;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>Reads the rows of a result into columns of given types. Not thread safe.</summary>
internal sealed class ResultReader : IDisposable
{
    private readonly DbDataReader _reader;
    private readonly Schema _schema;
    private readonly ColumnBatchBuilder _builder;
    private readonly ResultColumn[] _columns;

    /// <exception cref="SqlValueException">The result has another number of columns.</exception>
    public ResultReader(DbDataReader reader, Schema schema)
    {
        _reader = reader;
        _schema = schema;
        if (reader.FieldCount != schema.Count)
        {
            throw new SqlValueException("", $"{reader.FieldCount} columns", $"{schema.Count} columns");
        }

        _builder = new ColumnBatchBuilder(schema);
        _columns = [.. schema.Fields.Select((field, index) => new ResultColumn(field, _builder.Columns[index]))];
    }

    /// <summary>The next rows, at most so many; null when there are none left. The caller disposes them.</summary>
    /// <exception cref="SqlValueException">A value does not fit its column.</exception>
    public async Task<ColumnBatch?> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var rows = 0;
        while (rows < count && await _reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (var index = 0; index < _schema.Count; index++)
            {
                _columns[index].Append(await _reader.IsDBNullAsync(index, cancellationToken).ConfigureAwait(false) ? null : _reader.GetValue(index));
            }

            rows++;
        }

        return rows == 0 ? null : _builder.Build();
    }

    public void Dispose() => _builder.Dispose();
}
