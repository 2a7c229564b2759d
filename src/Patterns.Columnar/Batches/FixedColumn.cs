using Patterns.Columnar.Batches;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>A column whose values have one width in memory.</summary>
/// <typeparam name="T">
/// sbyte (Int8), short (Int16), int (Int32, Date as days), long (Int64, Timestamp and LocalTimestamp as microseconds, Decimal up to 18
/// digits as the unscaled integer), float, double, or Int128 (Decimal above 18 digits).
/// </typeparam>
public sealed class FixedColumn<T> : Column
    where T : unmanaged
{
    private readonly ColumnBuffer _values;
    private readonly int _start;

    internal FixedColumn(DataType type, int length, ColumnBuffer values, Validity validity, int start = 0)
        : base(type, length, validity)
    {
        _values = values;
        _start = start;
    }

    /// <summary>One value per row; those of null rows are unspecified.</summary>
    public ReadOnlySpan<T> Values => _values.Span<T>(_start, Length);

    internal override Column Retype(DataType type) => new FixedColumn<T>(type, Length, _values.Retain(), Validity.Share(), _start);

    private protected override object BoxValue(int index) => FixedValues.Box(Type, Values[index]);

    private protected override Column SliceValues(int start, int length, Validity validity)
        => new FixedColumn<T>(Type, length, _values.Retain(), validity, _start + start);

    private protected override Column TakeValues(ReadOnlySpan<int> rows, Validity validity)
    {
        var values = ColumnBuffer.Rent<T>(rows.Length);
        Gather.Values(Values, rows, values.Span<T>(rows.Length));
        return new FixedColumn<T>(Type, rows.Length, values, validity);
    }

    private protected override void ReleaseValues() => _values.Release();
}
