using System.Linq.Expressions;
using System.Reflection;

namespace Patterns.Tables;

/// <summary>The property that a lambda such as <c>row =&gt; row.Country</c> names.</summary>
internal static class RowProperty
{
    /// <exception cref="ArgumentException">The lambda is something else.</exception>
    public static MemberInfo Of(LambdaExpression property)
    {
        var body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : property.Body;
        return body is MemberExpression { Expression: ParameterExpression } member
            ? member.Member
            : throw new ArgumentException($"'{property}' is not a property of {property.Parameters[0].Type.Name}; write for example row => row.Country.", nameof(property));
    }
}
