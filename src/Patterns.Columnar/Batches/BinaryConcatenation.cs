using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Batches;

/// <summary>
/// Joins columns of text or bytes. Coded columns stay coded: over their common dictionary, or over a merged one in which each value occurs
/// once. A plain column among them makes the result plain.
/// </summary>
internal static class BinaryConcatenation
{
    public static BinaryColumn Concat(BinaryColumn[] columns, int rows, Validity validity)
    {
        if (!Array.TrueForAll(columns, static column => column is DictionaryBinaryColumn))
        {
            return ConcatPlain(columns, rows, validity);
        }

        DictionaryBinaryColumn[] coded = [.. columns.Cast<DictionaryBinaryColumn>()];
        return Array.TrueForAll(coded, column => column.Dictionary.SharesValuesWith(coded[0].Dictionary))
            ? new DictionaryBinaryColumn((PlainBinaryColumn)coded[0].Dictionary.Share(), rows, ConcatCodes(coded, rows), validity)
            : ConcatMerged(coded, rows, validity);
    }

    private static ColumnBuffer ConcatCodes(DictionaryBinaryColumn[] columns, int rows)
    {
        var codes = ColumnBuffer.Rent<int>(rows);
        var start = 0;
        foreach (var column in columns)
        {
            column.Codes.CopyTo(codes.Span<int>(start, column.Length));
            start += column.Length;
        }

        return codes;
    }

    private static DictionaryBinaryColumn ConcatMerged(DictionaryBinaryColumn[] columns, int rows, Validity validity)
    {
        using var entries = new ByteStringIndex();
        var codes = ColumnBuffer.Rent<int>(rows);
        var start = 0;
        foreach (var column in columns)
        {
            var merged = new int[column.Dictionary.Length];
            entries.FindOrAdd(column.Dictionary.Offsets, column.Dictionary.Bytes, merged);
            Translate(column, merged, codes.Span<int>(start, column.Length));
            start += column.Length;
        }

        var dictionary = new PlainBinaryColumn(columns[0].Type, entries.Count, entries.DetachOffsets(), entries.DetachBytes(), default);
        return new DictionaryBinaryColumn(dictionary, rows, codes, validity);
    }

    /// <summary>Codes of null rows are unspecified, and any number when there is no entry.</summary>
    private static void Translate(DictionaryBinaryColumn column, int[] merged, Span<int> destination)
    {
        if (merged.Length == 0)
        {
            destination.Clear();
        }
        else
        {
            Gather.Values<int>(merged, column.Codes, destination);
        }
    }

    private static PlainBinaryColumn ConcatPlain(BinaryColumn[] columns, int rows, Validity validity)
    {
        var plain = Array.ConvertAll(columns, static column => column is DictionaryBinaryColumn coded ? Decode(coded) : (PlainBinaryColumn)column.Share());
        var offsets = ColumnConcatenation.ConcatOffsets(plain, static column => column.Offsets, rows);
        var total = offsets.Span<int>(rows + 1)[rows];
        var bytes = ColumnBuffer.Rent(total);
        var start = 0;
        foreach (var column in plain)
        {
            var part = column.Bytes[column.Offsets[0]..];
            part.CopyTo(bytes.Span<byte>(start, part.Length));
            start += part.Length;
        }

        Array.ForEach(plain, static column => column.Dispose());
        return new PlainBinaryColumn(columns[0].Type, rows, offsets, bytes, validity);
    }

    private static PlainBinaryColumn Decode(DictionaryBinaryColumn column)
    {
        if (column.Dictionary.Length > 0)
        {
            return (PlainBinaryColumn)column.Dictionary.TakeRows(column.Codes);
        }

        return new PlainBinaryColumn(column.Type, column.Length, ColumnBuffer.RentCleared<int>(column.Length + 1), ColumnBuffer.Rent(0), default);
    }
}
