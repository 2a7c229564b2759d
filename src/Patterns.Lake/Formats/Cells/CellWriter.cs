using Patterns.Columnar;
using Patterns.Core;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats;

/// <summary>
/// Appends texts to the builder of a scalar column, converted to its type. Null spellings and empty texts become null except in a string
/// column. Used where rows are written one by one.
/// </summary>
internal abstract class CellWriter
{
    /// <summary>Appends the value of a text.</summary>
    /// <returns>False, with nothing appended, when the text cannot be read as the type.</returns>
    public abstract bool TryAppend(ReadOnlySpan<byte> text);

    /// <summary>The writer for a scalar column.</summary>
    /// <param name="plan">How the texts are read; not a nested type.</param>
    /// <param name="builder">The builder of the plan's type.</param>
    /// <param name="nullSpellings">The texts that stand for null.</param>
    public static CellWriter Create(ValuePlan plan, ColumnBuilder builder, NullSpellings nullSpellings) => (plan.Type.Kind, builder) switch
    {
        (DataTypeKind.String or DataTypeKind.Binary, BinaryColumnBuilder texts) => new TextWriter(texts),
        (DataTypeKind.Boolean, BooleanColumnBuilder booleans) => new BooleanWriter(booleans, nullSpellings),
        _ => CellParsers.Create<FixedWriterFactory, CellWriter>(plan, builder, new FixedWriterFactory(nullSpellings)),
    };

    private static bool TryAppendNull(ColumnBuilder builder, ReadOnlySpan<byte> text, NullSpellings nullSpellings)
    {
        var isNull = text.IsEmpty || nullSpellings.IndexOf(text) >= 0;
        if (isNull)
        {
            builder.AppendNull();
        }

        return isNull;
    }

    private readonly struct FixedWriterFactory(NullSpellings nullSpellings) : IFixedColumnFactory<CellWriter>
    {
        public CellWriter Create<T, TParser>(FixedColumnBuilder<T> builder, TParser parser)
            where T : unmanaged
            where TParser : struct, ICellParser<T>
            => new FixedWriter<T, TParser>(builder, parser, nullSpellings);
    }

    private sealed class TextWriter(BinaryColumnBuilder builder) : CellWriter
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            builder.Append(text);
            return true;
        }
    }

    private sealed class BooleanWriter(BooleanColumnBuilder builder, NullSpellings nullSpellings) : CellWriter
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (BooleanText.TryParse(CellText.Trim(text), out var value))
            {
                builder.Append(value);
                return true;
            }

            return TryAppendNull(builder, text, nullSpellings);
        }
    }

    private sealed class FixedWriter<T, TParser>(FixedColumnBuilder<T> builder, TParser parser, NullSpellings nullSpellings) : CellWriter
        where T : unmanaged
        where TParser : struct, ICellParser<T>
    {
        public override bool TryAppend(ReadOnlySpan<byte> text)
        {
            if (parser.TryParse(CellText.Trim(text), out var value))
            {
                builder.Append(value);
                return true;
            }

            return TryAppendNull(builder, text, nullSpellings);
        }
    }
}
