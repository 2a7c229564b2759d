using System.Linq.Expressions;
using System.Reflection;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Computes the parts of a lambda that do not depend on the row, such as captured variables.</summary>
internal static class ConstantValue
{
    public static object? Of(LinqExpression part) => part switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member when TryTarget(member, out var target) => field.GetValue(target),
        MemberExpression { Member: PropertyInfo property } member when TryTarget(member, out var target) => property.GetValue(target),
        _ => LinqExpression.Lambda<Func<object?>>(LinqExpression.Convert(part, typeof(object))).Compile(preferInterpretation: true)(),
    };

    /// <summary>A literal of a value that an expression can have.</summary>
    public static LiteralExpression ToLiteral(object? value, LinqExpression part)
    {
        try
        {
            return new LiteralExpression(Storable(value));
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"The value of '{part}' cannot stand in an expression. {exception.Message}", nameof(part), exception);
        }
    }

    /// <summary>The value in the form in which rows store it.</summary>
    private static object? Storable(object? value) => value switch
    {
        Guid id => id.ToString("D"),
        char character => character.ToString(),
        // DateTime columns hold local times whatever the kind.
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Unspecified),
        Enum member => member.ToString(),
        _ => value,
    };

    private static bool TryTarget(MemberExpression member, out object? target)
    {
        target = member.Expression is null ? null : Of(member.Expression);
        return member.Expression is null || target is not null;
    }
}
