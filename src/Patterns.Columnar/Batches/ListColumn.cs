using Patterns.Columnar.Batches;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Lists, stored as one column of all elements with offsets.</summary>
public sealed class ListColumn : Column
{
    private readonly ColumnBuffer _offsets;
    private readonly int _start;

    internal ListColumn(ListType type, int length, ColumnBuffer offsets, Column elements, Validity validity, int start = 0)
        : base(type, length, validity)
    {
        _offsets = offsets;
        Elements = elements;
        _start = start;
    }

    /// <summary>
    /// <see cref="Column.Length"/> + 1 positions in <see cref="Elements"/>; row i is the half-open range from offset i to offset i + 1. The
    /// first offset of a slice is not zero.
    /// </summary>
    public ReadOnlySpan<int> Offsets => _offsets.Span<int>(_start, Length + 1);

    /// <summary>The elements of all lists.</summary>
    public Column Elements { get; }

    /// <summary>The same lists of other elements, which are as many.</summary>
    internal ListColumn WithElements(ListType type, Column elements) => new(type, Length, _offsets.Retain(), elements, Validity.Share(), _start);

    internal override Column Retype(DataType type) => WithElements((ListType)type, Elements.ShareAs(((ListType)type).Element));

    private protected override object BoxValue(int index)
    {
        var range = Offsets.Slice(index, 2);
        var values = new object?[range[1] - range[0]];
        for (var position = 0; position < values.Length; position++)
        {
            values[position] = Elements.GetValue(range[0] + position);
        }

        return values;
    }

    private protected override Column SliceValues(int start, int length, Validity validity)
        => new ListColumn((ListType)Type, length, _offsets.Retain(), Elements.Share(), validity, _start + start);

    private protected override Column TakeValues(ReadOnlySpan<int> rows, Validity validity)
    {
        using var taken = new TakenRanges(Offsets, rows);
        return new ListColumn((ListType)Type, rows.Length, taken.DetachOffsets(), taken.Take(Elements), validity);
    }

    private protected override void ReleaseValues()
    {
        _offsets.Release();
        Elements.Dispose();
    }
}
