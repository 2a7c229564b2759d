using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>A text column that was declared with a length, as Spark's <c>varchar(n)</c> and <c>char(n)</c> are.</summary>
/// <remarks>Source: Spark SQL reference, "Data Types": the length counts characters (code points). Delta stores such columns as strings.</remarks>
internal sealed class TextLengthRule(string column, int columnIndex, int limit) : RowRule
{
    private static readonly string[] Declarations = ["varchar(", "char("];

    /// <summary>The most characters that a column takes; null when there is no limit.</summary>
    /// <exception cref="UnsupportedTableException">The limit is inside of a nested column.</exception>
    public static int? LimitOf(Field field, string tablePath)
    {
        if (!field.Metadata.TryGetValue(FieldRules.TextTypeKey, out var declared) || declared.AsText() is not { } text)
        {
            return null;
        }

        var start = Declarations.FirstOrDefault(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase));
        return start is not null && text.EndsWith(')') && int.TryParse(text.AsSpan(start.Length, text.Length - start.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : throw new UnsupportedTableException(tablePath, $"column '{field.Name}' declared as {text}", "Lengths are checked for columns of text and not inside of others, so writing is refused; reading works.");
    }

    public override void Check(ColumnBatch batch, Span<ulong> conforming)
    {
        if (batch.Columns[columnIndex] is not BinaryColumn texts)
        {
            return;
        }

        for (var row = 0; row < texts.Length; row++)
        {
            // A text has at most as many characters as bytes, so most need not be looked into.
            if (!texts.IsNull(row) && texts.GetBytes(row) is var bytes && bytes.Length > limit && Characters(bytes) > limit)
            {
                conforming[row >> 6] &= ~(1UL << (row & 63));
            }
        }
    }

    public override RejectedRow Describe(ColumnBatch batch, int index, long rowNumber)
    {
        var bytes = ((BinaryColumn)batch.Columns[columnIndex]).GetBytes(index);
        return new RejectedRow(
            rowNumber, "LENGTH", column, Text(batch.Columns[columnIndex].GetValue(index)), FormattableString.Invariant($"it has {Characters(bytes)} characters, where at most {limit} fit"));
    }

    private static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var unit in text)
        {
            count += (unit & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
