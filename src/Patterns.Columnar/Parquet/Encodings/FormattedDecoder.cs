using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Conversions;

namespace Patterns.Columnar.Parquet.Encodings;

/// <summary>Values of one width, handed out as text.</summary>
internal sealed class FormattedDecoder(FixedWidthDecoder values, ITextForm form) : BinaryDecoder
{
    public override void Append(Span<int> starts, BufferBuilder<byte> bytes)
    {
        var plain = values.Take(starts.Length);
        var start = bytes.Count;
        var texts = bytes.Reserve(checked(starts.Length * form.TextWidth));
        for (var index = 0; index < starts.Length; index++)
        {
            starts[index] = start + (index * form.TextWidth);
            form.Format(plain.Slice(index * form.PlainWidth, form.PlainWidth), texts.Slice(index * form.TextWidth, form.TextWidth));
        }
    }

    public override void Skip(int count) => values.Skip(count);
}
