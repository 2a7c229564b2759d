using System.Globalization;
using Patterns.Columnar.Batches;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// The values of one column for the rows of a batch, in Arrow's memory layout. Immutable and safe for concurrent reads until it is
/// disposed; disposing gives pooled memory back, after which spans taken from the column must not be used.
/// </summary>
/// <remarks>
/// Source: Arrow columnar format, "Physical memory layout". Values of null rows are unspecified; validity is LSB first, one is a value.
/// </remarks>
public abstract class Column : IDisposable
{
    private readonly Validity _validity;
    private int _disposed;

    private protected Column(DataType type, int length, Validity validity)
    {
        Type = type;
        Length = length;
        _validity = validity;
    }

    /// <summary>Type of the values.</summary>
    public DataType Type { get; }

    /// <summary>The number of rows.</summary>
    public int Length { get; }

    /// <summary>The number of null rows.</summary>
    public int NullCount => _validity.NullCount;

    /// <summary>
    /// One bit per row, LSB first, one for a value; bits behind the last row are zero. Empty when <see cref="NullCount"/> is zero.
    /// </summary>
    public ReadOnlySpan<ulong> ValidityWords => _validity.Words;

    internal Validity Validity => _validity;

    /// <summary>Whether a row is null.</summary>
    /// <param name="index">0-based row.</param>
    public bool IsNull(int index) => _validity.IsNull(index);

    /// <summary>
    /// The value as an object, null for a null row. A convenience for printing and tests; code that is meant to be fast reads spans.
    /// </summary>
    /// <remarks>
    /// Boolean → bool, integers and floats → their .NET types, Decimal → decimal up to 28 digits else <see cref="WideDecimal"/>,
    /// Date → DateOnly, Timestamp → DateTimeOffset in UTC, LocalTimestamp → DateTime (a date or time outside the years 1 to 9999 gives
    /// its number of days or microseconds as long), String → string, Binary → byte[], List → object?[], Struct →
    /// Dictionary&lt;string, object?&gt;, Map → KeyValuePair&lt;object, object?&gt;[].
    /// </remarks>
    /// <param name="index">0-based row.</param>
    public object? GetValue(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length, nameof(index));
        return IsNull(index) ? null : BoxValue(index);
    }

    /// <summary>A column over some of the rows that shares this column's memory. The caller disposes both.</summary>
    /// <param name="start">0-based first row.</param>
    /// <param name="length">Number of rows.</param>
    public Column Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length - start);
        return SliceValues(start, length, _validity.Slice(start, length));
    }

    /// <summary>A column of rows picked by position, in that order and as often as asked for. The caller disposes both.</summary>
    /// <param name="rows">0-based rows of this column.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the column.</exception>
    /// <exception cref="OverflowException">The text, bytes or elements exceed 2^31 - 1; take fewer rows.</exception>
    public Column Take(ReadOnlySpan<int> rows)
    {
        if (rows.Length > 0)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Gather.MaxRow(rows), (uint)Length, nameof(rows));
        }

        return TakeRows(rows);
    }

    /// <summary>The rows of all columns one after the other. The caller disposes them and the result.</summary>
    /// <param name="columns">Columns of one type; at least one.</param>
    /// <exception cref="ArgumentException">There is no column, or their types differ.</exception>
    /// <exception cref="OverflowException">The rows, text, bytes or elements exceed 2^31 - 1; join fewer columns.</exception>
    public static Column Concat(IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count, nameof(columns));
        foreach (var column in columns)
        {
            if (!column.Type.Equals(columns[0].Type))
            {
                throw new ArgumentException($"Columns to be joined have one type, but these are {columns[0].Type} and {column.Type}.", nameof(columns));
            }
        }

        return ColumnConcatenation.Concat(columns);
    }

    /// <summary>
    /// The bytes that the rows take in memory, whether or not it is shared with other columns. A dictionary counts as a whole.
    /// </summary>
    public long MemoryByteCount => ColumnSize.Of(this);

    /// <summary>A second owner of the same values. The caller disposes both.</summary>
    public Column Share() => SliceValues(0, Length, _validity.Share());

    /// <summary>The same values with other nulls. Takes the ownership of the validity.</summary>
    internal Column WithValidity(Validity validity) => SliceValues(0, Length, validity);

    /// <summary>A second owner of the same values, under another type where that differs.</summary>
    internal Column ShareAs(DataType type) => Type.Equals(type) ? Share() : Retype(type);

    /// <summary>The same values under another type that stores them in the same way.</summary>
    internal virtual Column Retype(DataType type) => throw new InvalidOperationException($"A column of {Type} cannot be read as {type}.");

    /// <summary>Gives the memory back. Doing it twice is harmless.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            _validity.Release();
            ReleaseValues();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Type, rows and nulls.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Type}, {Length} rows, {NullCount} null");

    private protected abstract object BoxValue(int index);

    /// <summary>As <see cref="Take"/>, with rows that are known to be in the column.</summary>
    internal Column TakeRows(ReadOnlySpan<int> rows) => TakeValues(rows, _validity.Take(rows));

    private protected abstract Column TakeValues(ReadOnlySpan<int> rows, Validity validity);

    private protected abstract Column SliceValues(int start, int length, Validity validity);

    private protected abstract void ReleaseValues();
}
