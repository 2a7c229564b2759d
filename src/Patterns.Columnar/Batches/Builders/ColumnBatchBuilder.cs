using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// One builder per column of a schema. Append one value to each builder per row, then <see cref="Build"/>. Not safe for use by several
/// threads at once.
/// </summary>
public sealed class ColumnBatchBuilder : IDisposable
{
    private readonly ColumnBuilder[] _columns;

    /// <summary>Creates the builders of a schema.</summary>
    /// <param name="schema">Names and types of the columns; at least one.</param>
    public ColumnBatchBuilder(Schema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfZero(schema.Count, nameof(schema));
        Schema = schema;
        _columns = [.. schema.Fields.Select(static field => ColumnBuilder.Create(field.Type))];
    }

    /// <summary>Names and types of the columns.</summary>
    public Schema Schema { get; }

    /// <summary>The number of rows so far, read from the first column.</summary>
    public int RowCount => _columns[0].Length;

    /// <summary>The builders in the order of the schema.</summary>
    public IReadOnlyList<ColumnBuilder> Columns => _columns;

    /// <summary>The builder of a fixed-width column.</summary>
    /// <typeparam name="T">The type in memory, see <see cref="FixedColumn{T}"/>.</typeparam>
    /// <param name="index">0-based position in the schema.</param>
    /// <exception cref="ArgumentException">The column is of another type in memory.</exception>
    public FixedColumnBuilder<T> Fixed<T>(int index)
        where T : unmanaged
        => _columns[index] as FixedColumnBuilder<T>
            ?? throw new ArgumentException($"Column '{Schema[index].Name}' is {Schema[index].Type} and cannot be built from {typeof(T).Name}.", nameof(index));

    /// <summary>The builder of a string or binary column.</summary>
    /// <param name="index">0-based position in the schema.</param>
    /// <exception cref="ArgumentException">The column is neither string nor binary.</exception>
    public BinaryColumnBuilder Binary(int index)
        => _columns[index] as BinaryColumnBuilder
            ?? throw new ArgumentException($"Column '{Schema[index].Name}' is {Schema[index].Type}, not string or binary.", nameof(index));

    /// <summary>Takes back the last rows of every column, also where a row was appended to some of the columns only.</summary>
    /// <param name="rowCount">How many rows remain; no column has fewer.</param>
    public void Truncate(int rowCount)
    {
        foreach (var column in _columns)
        {
            column.Truncate(rowCount);
        }
    }

    /// <summary>Hands the rows over as a batch that the caller owns, and starts anew with no rows.</summary>
    /// <exception cref="InvalidOperationException">The columns have different numbers of rows.</exception>
    public ColumnBatch Build()
    {
        for (var index = 1; index < _columns.Length; index++)
        {
            if (_columns[index].Length != RowCount)
            {
                throw new InvalidOperationException(
                    $"Column '{Schema[0].Name}' has {RowCount} rows, but column '{Schema[index].Name}' has {_columns[index].Length}.");
            }
        }

        return new ColumnBatch(Schema, RowCount, [.. _columns.Select(static column => column.Build())]);
    }

    /// <summary>Gives the memory of rows that were not built back.</summary>
    public void Dispose()
    {
        foreach (var column in _columns)
        {
            column.Dispose();
        }
    }
}
