using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>A column of booleans, one bit per row.</summary>
public sealed class BooleanColumn : Column
{
    private readonly BitBuffer _values;

    internal BooleanColumn(BitBuffer values, Validity validity)
        : base(DataType.Boolean, values.Length, validity)
        => _values = values;

    /// <summary>One bit per row, LSB first, one for true; bits of null rows are unspecified, bits behind the last row are zero.</summary>
    public ReadOnlySpan<ulong> ValueWords => _values.Words;

    /// <summary>The value of a row; unspecified for a null row.</summary>
    /// <param name="index">0-based row.</param>
    public bool this[int index] => _values[index];

    private protected override object BoxValue(int index) => _values[index];

    private protected override Column SliceValues(int start, int length, Validity validity)
        => new BooleanColumn(_values.Slice(start, length), validity);

    private protected override Column TakeValues(ReadOnlySpan<int> rows, Validity validity)
        => new BooleanColumn(Gather.BitBuffer(_values.Words, rows, out _), validity);

    private protected override void ReleaseValues() => _values.Release();
}
