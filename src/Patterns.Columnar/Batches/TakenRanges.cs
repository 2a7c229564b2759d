using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Batches;

/// <summary>The elements of lists or maps picked by position: their new offsets and the positions to pick from the element columns.</summary>
internal readonly ref struct TakenRanges : IDisposable
{
    private readonly ColumnBuffer _offsets;
    private readonly ColumnBuffer _positions;
    private readonly int _count;

    public TakenRanges(ReadOnlySpan<int> offsets, ReadOnlySpan<int> rows)
    {
        _offsets = ColumnBuffer.Rent<int>(rows.Length + 1);
        var newOffsets = _offsets.Span<int>(rows.Length + 1);
        Gather.Offsets(offsets, rows, newOffsets);
        _count = newOffsets[^1];
        _positions = ColumnBuffer.Rent<int>(_count);
        Gather.RangePositions(offsets, rows, _positions.Span<int>(_count));
    }

    /// <summary>The new offsets with a reference of their own.</summary>
    public ColumnBuffer DetachOffsets() => _offsets.Retain();

    public Column Take(Column elements) => elements.TakeRows(_positions.Span<int>(_count));

    public void Dispose()
    {
        _offsets.Release();
        _positions.Release();
    }
}
