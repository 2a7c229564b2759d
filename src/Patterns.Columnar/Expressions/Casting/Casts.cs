using Patterns.Columnar.Expressions.Evaluation;
using Patterns.Core;

namespace Patterns.Columnar.Expressions.Casting;

/// <summary>Which type can be cast to which, and how.</summary>
/// <remarks>Source: Spark SQL's ANSI rules ("ANSI Compliance", section Cast): a value that does not fit is an error, or null with TRY_CAST.</remarks>
internal static class Casts
{
    /// <summary>The node that casts, or null when there is no such cast.</summary>
    public static BoundNode? Bind(CastRequest cast)
    {
        if (cast.From.Equals(cast.Type))
        {
            return cast.Operand;
        }

        return cast.Type.Kind switch
        {
            DataTypeKind.Boolean => BooleanCasts.Bind(cast),
            DataTypeKind.Int8 => IntegerCasts.Bind<sbyte>(cast),
            DataTypeKind.Int16 => IntegerCasts.Bind<short>(cast),
            DataTypeKind.Int32 => IntegerCasts.Bind<int>(cast),
            DataTypeKind.Int64 => IntegerCasts.Bind<long>(cast),
            DataTypeKind.Float32 => FloatCasts.Bind<float>(cast),
            DataTypeKind.Float64 => FloatCasts.Bind<double>(cast),
            DataTypeKind.Decimal => DecimalCasts.Bind(cast),
            DataTypeKind.String => TextCasts.Bind(cast),
            DataTypeKind.Binary => cast.From.Kind == DataTypeKind.String ? new RetypeNode(cast.Operand, cast.Type) : null,
            DataTypeKind.Date => TimeCasts.BindDate(cast),
            DataTypeKind.Timestamp => TimeCasts.BindTimestamp(cast),
            DataTypeKind.LocalTimestamp => TimeCasts.BindTimestamp(cast),
            _ => null,
        };
    }
}
