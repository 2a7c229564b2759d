using Patterns.Columnar.Batches;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Maps, stored as one column of all keys and one of all values with offsets.</summary>
public sealed class MapColumn : Column
{
    private readonly ColumnBuffer _offsets;
    private readonly int _start;

    internal MapColumn(MapType type, int length, ColumnBuffer offsets, Column keys, Column values, Validity validity, int start = 0)
        : base(type, length, validity)
    {
        _offsets = offsets;
        Keys = keys;
        Values = values;
        _start = start;
    }

    /// <summary>
    /// <see cref="Column.Length"/> + 1 positions in <see cref="Keys"/> and <see cref="Values"/>; row i is the half-open range from offset i to
    /// offset i + 1. The first offset of a slice is not zero.
    /// </summary>
    public ReadOnlySpan<int> Offsets => _offsets.Span<int>(_start, Length + 1);

    /// <summary>The keys of all maps; none is null.</summary>
    public Column Keys { get; }

    /// <summary>The values of all maps, beside their keys.</summary>
    public Column Values { get; }

    /// <summary>The keys or the values as lists. Takes the ownership of the elements.</summary>
    internal ListColumn ToLists(ListType type, Column elements) => new(type, Length, _offsets.Retain(), elements, Validity.Share(), _start);

    /// <summary>The same maps of other keys and values, which are as many.</summary>
    internal MapColumn WithEntries(MapType type, Column keys, Column values) => new(type, Length, _offsets.Retain(), keys, values, Validity.Share(), _start);

    internal override Column Retype(DataType type) => WithEntries((MapType)type, Keys.ShareAs(((MapType)type).Key), Values.ShareAs(((MapType)type).Value));

    private protected override object BoxValue(int index)
    {
        var range = Offsets.Slice(index, 2);
        var entries = new KeyValuePair<object, object?>[range[1] - range[0]];
        for (var position = 0; position < entries.Length; position++)
        {
            entries[position] = new(Keys.GetValue(range[0] + position)!, Values.GetValue(range[0] + position));
        }

        return entries;
    }

    private protected override Column SliceValues(int start, int length, Validity validity)
        => new MapColumn((MapType)Type, length, _offsets.Retain(), Keys.Share(), Values.Share(), validity, _start + start);

    private protected override Column TakeValues(ReadOnlySpan<int> rows, Validity validity)
    {
        using var taken = new TakenRanges(Offsets, rows);
        return new MapColumn((MapType)Type, rows.Length, taken.DetachOffsets(), taken.Take(Keys), taken.Take(Values), validity);
    }

    private protected override void ReleaseValues()
    {
        _offsets.Release();
        Keys.Dispose();
        Values.Dispose();
    }
}
