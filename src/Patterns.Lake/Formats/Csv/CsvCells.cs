using System.Runtime.CompilerServices;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Csv;

/// <summary>The texts of one field of the rows of a group, and which of them are values.</summary>
internal sealed class CsvCells(int index, CsvDialect dialect, NullSpellings nullSpellings, int capacity)
{
    private readonly ulong[] _validity = new ulong[(capacity + 63) / 64];
    private byte[] _scratch = [];

    /// <summary>0-based position of the field in a row.</summary>
    public int Index { get; } = index;

    /// <summary>The most rows of a group.</summary>
    public int Capacity { get; } = capacity;

    /// <summary>One bit per row, LSB first, one for a value.</summary>
    public ReadOnlySpan<ulong> Validity => _validity;

    /// <summary>Marks every row as null.</summary>
    public void Clear() => _validity.AsSpan().Clear();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void MarkValue(int row) => _validity[row >> 6] |= 1UL << row;

    public bool IsValue(int row) => (_validity[row >> 6] >> row & 1) != 0;

    /// <summary>The field as it stands in the file.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> window, CsvRows rows, int row) => rows.Field(window, row, Index);

    /// <summary>The text of a field, without quotes; valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field, CsvRows rows)
        => rows.HasQuotes ? CsvCell.Text(field, dialect, ref _scratch) : field;

    /// <summary>Whether a text stands for null in a column that is not text.</summary>
    public bool IsNull(ReadOnlySpan<byte> text) => text.IsEmpty || nullSpellings.IndexOf(text) >= 0;
}
