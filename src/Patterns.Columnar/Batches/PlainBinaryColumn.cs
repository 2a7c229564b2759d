using System.Text;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>Text or bytes stored one after the other, with offsets.</summary>
public sealed class PlainBinaryColumn : BinaryColumn
{
    private readonly ColumnBuffer _offsets;
    private readonly ColumnBuffer _bytes;
    private readonly int _start;

    internal PlainBinaryColumn(DataType type, int length, ColumnBuffer offsets, ColumnBuffer bytes, Validity validity, int start = 0)
        : base(type, length, validity)
    {
        _offsets = offsets;
        _bytes = bytes;
        _start = start;
    }

    /// <summary>
    /// <see cref="Column.Length"/> + 1 positions in <see cref="Bytes"/>; row i is the half-open range from offset i to offset i + 1. The first
    /// offset of a slice is not zero.
    /// </summary>
    public ReadOnlySpan<int> Offsets => _offsets.Span<int>(_start, Length + 1);

    /// <summary>The bytes that the offsets point into.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span<byte>(Offsets[^1]);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> GetBytes(int index)
    {
        var range = Offsets.Slice(index, 2);
        return _bytes.Span<byte>(range[0], range[1] - range[0]);
    }

    /// <summary>Whether the other column is this one or a second owner of the very same values.</summary>
    internal bool SharesValuesWith(PlainBinaryColumn other)
        => ReferenceEquals(_offsets, other._offsets) && ReferenceEquals(_bytes, other._bytes) && _start == other._start && Length == other.Length;

    /// <summary>Whether every byte is ASCII, so that characters are bytes.</summary>
    internal bool IsAscii => Ascii.IsValid(Bytes[Offsets[0]..]);

    /// <summary>Texts of the same lengths at the same places of other bytes. Takes the ownership of the bytes.</summary>
    internal PlainBinaryColumn WithBytes(ColumnBuffer bytes) => new(Type, Length, _offsets.Retain(), bytes, Validity.Share(), _start);

    internal override Column Retype(DataType type) => new PlainBinaryColumn(type, Length, _offsets.Retain(), _bytes.Retain(), Validity.Share(), _start);

    private protected override Column SliceValues(int start, int length, Validity validity)
        => new PlainBinaryColumn(Type, length, _offsets.Retain(), _bytes.Retain(), validity, _start + start);

    private protected override Column TakeValues(ReadOnlySpan<int> rows, Validity validity)
    {
        var offsets = ColumnBuffer.Rent<int>(rows.Length + 1);
        var newOffsets = offsets.Span<int>(rows.Length + 1);
        Gather.Offsets(Offsets, rows, newOffsets);
        var bytes = ColumnBuffer.Rent(newOffsets[^1]);
        Gather.Bytes(Offsets, Bytes, rows, newOffsets, bytes.Span<byte>(newOffsets[^1]));
        return new PlainBinaryColumn(Type, rows.Length, offsets, bytes, validity);
    }

    private protected override void ReleaseValues()
    {
        _offsets.Release();
        _bytes.Release();
    }
}
