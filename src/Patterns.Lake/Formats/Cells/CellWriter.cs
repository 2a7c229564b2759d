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
        (DataTypeKind.Decimal, FixedColumnBuilder<long> decimals) => new FixedWriter<long, DecimalParser>(decimals, new DecimalParser((DecimalType)plan.Type), nullSpellings),
        (DataTypeKind.Decimal, FixedColumnBuilder<Int128> decimals) => new FixedWriter<Int128, DecimalParser>(decimals, new DecimalParser((DecimalType)plan.Type), nullSpellings),
        (DataTypeKind.Date, FixedColumnBuilder<int> days) => new FixedWriter<int, DateParser>(days, new DateParser(plan.DateOrder), nullSpellings),
        (DataTypeKind.Timestamp, FixedColumnBuilder<long> times) => new FixedWriter<long, TimestampParser>(times, new TimestampParser(plan.DateOrder, hasZone: true), nullSpellings),
        (DataTypeKind.LocalTimestamp, FixedColumnBuilder<long> times) => new FixedWriter<long, TimestampParser>(times, new TimestampParser(plan.DateOrder, hasZone: false), nullSpellings),
        (_, FixedColumnBuilder<long> integers) => new FixedWriter<long, IntegerParser<long>>(integers, default, nullSpellings),
        (_, FixedColumnBuilder<int> integers) => new FixedWriter<int, IntegerParser<int>>(integers, default, nullSpellings),
        (_, FixedColumnBuilder<short> integers) => new FixedWriter<short, IntegerParser<short>>(integers, default, nullSpellings),
        (_, FixedColumnBuilder<sbyte> integers) => new FixedWriter<sbyte, IntegerParser<sbyte>>(integers, default, nullSpellings),
        (_, FixedColumnBuilder<double> numbers) => new FixedWriter<double, DoubleParser>(numbers, default, nullSpellings),
        (_, FixedColumnBuilder<float> numbers) => new FixedWriter<float, SingleParser>(numbers, default, nullSpellings),
        _ => throw new ArgumentException($"Text cannot be read as {plan.Type}.", nameof(plan)),
    };

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

    private static bool TryAppendNull(ColumnBuilder builder, ReadOnlySpan<byte> text, NullSpellings nullSpellings)
    {
        var isNull = text.IsEmpty || nullSpellings.IndexOf(text) >= 0;
        if (isNull)
        {
            builder.AppendNull();
        }

        return isNull;
    }
}
