using System.Linq.Expressions;
using System.Reflection;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Whether a part of a lambda may be null, as far as its type and the annotations of properties tell.</summary>
internal static class Nullability
{
    public static bool MayBeNull(LinqExpression part)
    {
        if (part.Type.IsValueType)
        {
            return Nullable.GetUnderlyingType(part.Type) is not null || ReadsThroughNull(part);
        }

        return part switch
        {
            ParameterExpression or LambdaExpression => false,
            ConstantExpression constant => constant.Value is null,
            MemberExpression { Member: PropertyInfo property } => new NullabilityInfoContext().Create(property).ReadState != NullabilityState.NotNull || ReadsThroughNull(part),
            _ => true,
        };
    }

    /// <summary>Whether the part is read from something that may be null itself, where C# would throw and SQL says null.</summary>
    private static bool ReadsThroughNull(LinqExpression part) => part switch
    {
        MemberExpression { Expression: { } target } => target is not ParameterExpression && MayBeNull(target),
        MethodCallExpression { Object: { } target } => MayBeNull(target),
        MethodCallExpression call => call.Arguments.Any(MayBeNull),
        UnaryExpression unary => MayBeNull(unary.Operand),
        BinaryExpression { NodeType: ExpressionType.Coalesce } binary => MayBeNull(binary.Right),
        BinaryExpression binary => MayBeNull(binary.Left) || MayBeNull(binary.Right),
        ConditionalExpression conditional => MayBeNull(conditional.IfTrue) || MayBeNull(conditional.IfFalse),
        _ => false,
    };
}
