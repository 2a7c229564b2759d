using System.Globalization;
using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Columnar.Expressions.Text;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Casts to text, in the form in which Spark writes values.</summary>
internal static class TextCasts
{
    public static BoundNode? Bind(CastRequest cast)
    {
        var operand = cast.Operand;
        return cast.From.Kind switch
        {
            DataTypeKind.Boolean => new FormatBooleanNode(operand),
            DataTypeKind.Int8 => new FormatNode<sbyte>(operand, Format),
            DataTypeKind.Int16 => new FormatNode<short>(operand, Format),
            DataTypeKind.Int32 => new FormatNode<int>(operand, Format),
            DataTypeKind.Int64 => new FormatNode<long>(operand, Format),
            DataTypeKind.Float32 => new FormatNode<float>(operand, JavaFloatText.Format),
            DataTypeKind.Float64 => new FormatNode<double>(operand, JavaFloatText.Format),
            DataTypeKind.Decimal => FromDecimal(operand, (DecimalType)cast.From),
            DataTypeKind.Date => new FormatNode<int>(operand, DateText.Format),
            DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => new FormatNode<long>(operand, TimestampText.Format),
            DataTypeKind.Binary => new BinaryToTextNode(operand),
            _ => null,
        };
    }

    private static BoundNode FromDecimal(BoundNode operand, DecimalType from)
    {
        var scale = from.Scale;
        return from.Precision <= DecimalType.MaxPrecision64
            ? new FormatNode<long>(operand, (value, text) => DecimalText.Format(value, scale, text))
            : new FormatNode<Int128>(operand, (value, text) => DecimalText.Format(value, scale, text));
    }

    private static int Format<T>(T value, Span<byte> text)
        where T : IUtf8SpanFormattable
        => value.TryFormat(text, out var written, default, CultureInfo.InvariantCulture)
            ? written
            : throw new ArgumentException("There is no room for the number.", nameof(text));
}
