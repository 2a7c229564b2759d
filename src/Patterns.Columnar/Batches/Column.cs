using System.Globalization;
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

    /// <summary>A second owner of the same values. The caller disposes both.</summary>
    public Column Share() => SliceValues(0, Length, _validity.Share());

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

    private protected abstract Column SliceValues(int start, int length, Validity validity);

    private protected abstract void ReleaseValues();
}
