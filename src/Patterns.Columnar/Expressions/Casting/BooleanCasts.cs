using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Casts to boolean: zero is false, every other number is true.</summary>
internal static class BooleanCasts
{
    public static BoundNode? Bind(CastRequest cast) => cast.From.Kind switch
    {
        DataTypeKind.Int8 => new ToBooleanNode<sbyte>(cast.Operand),
        DataTypeKind.Int16 => new ToBooleanNode<short>(cast.Operand),
        DataTypeKind.Int32 => new ToBooleanNode<int>(cast.Operand),
        DataTypeKind.Int64 => new ToBooleanNode<long>(cast.Operand),
        DataTypeKind.Float32 => new ToBooleanNode<float>(cast.Operand),
        DataTypeKind.Float64 => new ToBooleanNode<double>(cast.Operand),
        DataTypeKind.Decimal when IsWide(cast.From) => new ToBooleanNode<Int128>(cast.Operand),
        DataTypeKind.Decimal => new ToBooleanNode<long>(cast.Operand),
        DataTypeKind.String => new ParseBooleanNode(cast.Operand, cast.Mode, cast.Source),
        _ => null,
    };

    private static bool IsWide(DataType type) => ((DecimalType)type).Precision > DecimalType.MaxPrecision64;
}
