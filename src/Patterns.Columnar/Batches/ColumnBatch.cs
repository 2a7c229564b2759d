using System.Globalization;
using Patterns.Columnar.Batches;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// Some rows of a table, column by column. Immutable and safe for concurrent reads. The batch owns its columns: disposing it gives their
/// pooled memory back, after which neither they nor spans taken from them must be used. A batch that is not disposed is merely collected.
/// </summary>
public sealed class ColumnBatch : IDisposable
{
    private readonly Column[] _columns;

    /// <summary>Creates a batch and takes the ownership of the columns.</summary>
    /// <param name="schema">Names and types of the columns.</param>
    /// <param name="columns">One column per field, all of the same length and of the field's type.</param>
    /// <exception cref="ArgumentException">The columns do not fit the schema or differ in length.</exception>
    public ColumnBatch(Schema schema, params IReadOnlyList<Column> columns)
        : this(schema, columns is { Count: > 0 } ? columns[0].Length : 0, columns!)
    {
    }

    /// <summary>Creates a batch, which may have rows without having columns, and takes the ownership of the columns.</summary>
    /// <param name="schema">Names and types of the columns.</param>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="columns">One column per field, all of that many rows and of the field's type.</param>
    /// <exception cref="ArgumentException">The columns do not fit the schema or the number of rows.</exception>
    public ColumnBatch(Schema schema, int rowCount, IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        if (columns.Count != schema.Count)
        {
            throw new ArgumentException($"The schema has {schema.Count} columns, but {columns.Count} were given.", nameof(columns));
        }

        for (var index = 0; index < columns.Count; index++)
        {
            if (columns[index].Length != rowCount || !columns[index].Type.Equals(schema[index].Type))
            {
                throw new ArgumentException(
                    $"Column '{schema[index].Name}' must be {schema[index].Type} with {rowCount} rows, but is {columns[index].Type} with {columns[index].Length} rows.",
                    nameof(columns));
            }
        }

        Schema = schema;
        RowCount = rowCount;
        _columns = [.. columns];
    }

    /// <summary>Names and types of the columns.</summary>
    public Schema Schema { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The columns in the order of the schema, owned by the batch.</summary>
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>The column of that name, owned by the batch.</summary>
    /// <param name="name">Exact name.</param>
    /// <exception cref="ArgumentException">There is no such column; the message lists the names that exist.</exception>
    public Column Column(string name) => _columns[Schema.RequireIndexOf(name)];

    /// <summary>The fixed-width column of that name.</summary>
    /// <typeparam name="T">The type in memory, see <see cref="FixedColumn{T}"/>.</typeparam>
    /// <param name="name">Exact name.</param>
    /// <exception cref="ArgumentException">There is no such column, or it is of another type in memory.</exception>
    public FixedColumn<T> Column<T>(string name)
        where T : unmanaged
        => Column(name) as FixedColumn<T>
            ?? throw new ArgumentException($"Column '{name}' is {Schema[name].Type} and cannot be read as {typeof(T).Name}.", nameof(name));

    /// <summary>A batch over some of the rows that shares this batch's memory. The caller disposes both.</summary>
    /// <param name="start">0-based first row.</param>
    /// <param name="length">Number of rows.</param>
    public ColumnBatch Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, RowCount - start);
        return new ColumnBatch(Schema, length, [.. _columns.Select(column => column.Slice(start, length))]);
    }

    /// <summary>A batch of rows picked by position, in that order and as often as asked for. The caller disposes both.</summary>
    /// <param name="rows">0-based rows of this batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the batch.</exception>
    /// <exception cref="OverflowException">The text, bytes or elements of a column exceed 2^31 - 1; take fewer rows.</exception>
    public ColumnBatch Take(ReadOnlySpan<int> rows)
    {
        if (rows.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Gather.MaxRow(rows), (uint)RowCount, nameof(rows));
        }

        var columns = new Column[_columns.Length];
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = _columns[index].TakeRows(rows);
        }

        return new ColumnBatch(Schema, rows.Length, columns);
    }

    /// <summary>One batch with the rows of all batches one after the other. The caller disposes them and the result.</summary>
    /// <param name="batches">Batches of one schema; at least one.</param>
    /// <exception cref="ArgumentException">There is no batch, or their schemas differ.</exception>
    /// <exception cref="OverflowException">The rows, text, bytes or elements exceed 2^31 - 1; join fewer batches.</exception>
    public static ColumnBatch Concat(IReadOnlyList<ColumnBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfZero(batches.Count, nameof(batches));
        var schema = batches[0].Schema;
        if (batches.FirstOrDefault(batch => !batch.Schema.Equals(schema)) is { } other)
        {
            throw new ArgumentException($"Batches to be joined have one schema, but these have ({schema}) and ({other.Schema}).", nameof(batches));
        }

        var rows = checked(batches.Sum(static batch => batch.RowCount));
        return new ColumnBatch(schema, rows, [.. Enumerable.Range(0, schema.Count).Select(index => ColumnConcatenation.Concat([.. batches.Select(batch => batch._columns[index])]))]);
    }

    /// <summary>A batch of some of the columns that shares this batch's memory. The caller disposes both.</summary>
    /// <param name="names">Exact names in the order wanted.</param>
    /// <exception cref="ArgumentException">A name does not exist or is asked for twice.</exception>
    public ColumnBatch Select(params IReadOnlyList<string> names)
    {
        var schema = Schema.Select(names);
        return new ColumnBatch(schema, RowCount, [.. names.Select(name => Column(name).Share())]);
    }

    /// <summary>Gives the memory of all columns back. Doing it twice is harmless.</summary>
    public void Dispose()
    {
        foreach (var column in _columns)
        {
            column.Dispose();
        }
    }

    /// <summary>The number of rows and the schema.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{RowCount} rows: {Schema}");
}
