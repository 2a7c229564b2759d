using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Builds a <see cref="FixedColumn{T}"/>.</summary>
/// <typeparam name="T">The type in memory, see <see cref="FixedColumn{T}"/>.</typeparam>
public sealed class FixedColumnBuilder<T> : ColumnBuilder
    where T : unmanaged
{
    private readonly BufferBuilder<T> _values = new();

    internal FixedColumnBuilder(DataType type)
        : base(type)
    {
    }

    /// <summary>Appends a value.</summary>
    /// <param name="value">The value.</param>
    public void Append(T value)
    {
        _values.Append(value);
        Validity.AppendValue();
    }

    /// <summary>Appends a value or a null.</summary>
    /// <param name="value">The value, or null for a null row.</param>
    public void Append(T? value)
    {
        _values.Append(value.GetValueOrDefault());
        Validity.Append(value.HasValue);
    }

    /// <summary>Appends values, none of them null.</summary>
    /// <param name="values">The values; copied.</param>
    public void Append(ReadOnlySpan<T> values)
    {
        _values.Append(values);
        Validity.AppendValues(values.Length);
    }

    /// <summary>Appends values of which some are null.</summary>
    /// <param name="values">The values; copied. Those of null rows do not matter.</param>
    /// <param name="validityWords">One bit per value, LSB first, one for a value and zero for a null; bits behind the last do not matter.</param>
    /// <exception cref="ArgumentException">There are fewer bits than values.</exception>
    public void Append(ReadOnlySpan<T> values, ReadOnlySpan<ulong> validityWords)
    {
        Validity.Append(validityWords, values.Length);
        _values.Append(values);
    }

    /// <summary>Appends that many rows, none of them null, to be filled in by the caller at once.</summary>
    /// <param name="count">How many.</param>
    /// <returns>Their values with unspecified content; valid until the next call.</returns>
    public Span<T> AppendUninitialized(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Validity.AppendValues(count);
        return _values.Reserve(count);
    }

    private protected override void AppendPlaceholders(int count) => _values.Reserve(count).Clear();

    private protected override void TruncateValues(int length) => _values.Truncate(length);

    private protected override Column BuildColumn(int length, Validity validity) => new FixedColumn<T>(Type, length, _values.Detach(), validity);

    private protected override void DisposeValues() => _values.Dispose();
}
