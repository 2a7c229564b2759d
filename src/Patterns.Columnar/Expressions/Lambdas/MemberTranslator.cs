using System.Linq.Expressions;
using System.Reflection;
using Patterns.Columnar.Rows;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Translates properties: columns, fields of structs, and properties of values such as Length and Year.</summary>
internal static class MemberTranslator
{
    public static Expression Translate(LambdaTranslator translator, MemberExpression member)
    {
        if (member.Expression is ParameterExpression)
        {
            return Expression.Column(NameOf(translator, member));
        }

        if (member.Expression is null)
        {
            throw translator.NoCounterpart(member, "Compute it before the query and capture the result.");
        }

        if (Nullable.GetUnderlyingType(member.Expression.Type) is not null)
        {
            var value = translator.Value(member.Expression);
            return member.Member.Name == nameof(Nullable<int>.HasValue) ? Expression.Not(Expression.Is(IsTest.Null, value)) : value;
        }

        return PartOf(translator, member) ?? Expression.Field(translator.Value(member.Expression), NameOf(translator, member));
    }

    /// <summary>A property of a text, a time or a collection; null when the type is a row type.</summary>
    private static Expression? PartOf(LambdaTranslator translator, MemberExpression member)
    {
        var owner = member.Expression!;
        var name = member.Member.Name;
        if (owner.Type == typeof(string) && name == nameof(string.Length))
        {
            return Expression.Call("length", translator.Value(owner));
        }

        if (TimeTranslator.IsTime(owner.Type))
        {
            return TimeTranslator.Part(translator, member);
        }

        if (CollectionTranslator.IsCollection(owner.Type))
        {
            return name is nameof(Array.Length) or nameof(ICollection<int>.Count)
                ? Expression.Call("size", translator.Value(owner))
                : throw translator.NoCounterpart(member, "Of a collection there are Count, Contains and elements by index or key.");
        }

        return ScalarTypes.IsScalar(owner.Type) ? throw translator.NoCounterpart(member, "Compute it after reading the rows.") : null;
    }

    private static string NameOf(LambdaTranslator translator, MemberExpression member)
        => member.Member is PropertyInfo property
            ? DeclaredColumn.Of(property)?.Name ?? ColumnNames.From(property.Name, translator.Options.Naming)
            : throw translator.NoCounterpart(member, "Columns are public properties.");
}
