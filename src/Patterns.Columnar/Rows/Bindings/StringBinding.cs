using System.Buffers;
using System.Text;

namespace Patterns.Columnar.Rows.Bindings;

/// <summary>string ↔ string column. Rows that share a dictionary entry share the string within a block.</summary>
internal sealed class StringBinding(BindingSite site) : ValueBinding<string>(site)
{
    protected override void WriteValues(ReadOnlySpan<string> values, ColumnBuilder builder)
        => ((BinaryColumnBuilder)builder).Append(values);

    protected override void ReadValues(Column column, int start, Span<string> values)
    {
        if (column is DictionaryBinaryColumn coded && coded.Dictionary.Length <= values.Length)
        {
            ReadCoded(coded, start, values);
            return;
        }

        var texts = (BinaryColumn)column;
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = Encoding.UTF8.GetString(texts.GetBytes(start + index));
        }
    }

    private static void ReadCoded(DictionaryBinaryColumn column, int start, Span<string> values)
    {
        var entries = column.Dictionary.Length;
        var texts = ArrayPool<string?>.Shared.Rent(entries);
        texts.AsSpan(0, entries).Clear();
        var codes = column.Codes.Slice(start, values.Length);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = texts[codes[index]] ??= Encoding.UTF8.GetString(column.Dictionary.GetBytes(codes[index]));
        }

        texts.AsSpan(0, entries).Clear();
        ArrayPool<string?>.Shared.Return(texts);
    }
}
