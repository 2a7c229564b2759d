using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Enum properties: the compiler compares their numbers, but columns may hold their names.</summary>
internal static class EnumColumn
{
    /// <summary>The literal for a constant that is compared with an enum property; null when this is something else.</summary>
    public static LiteralExpression? TryLiteral(LambdaTranslator translator, LinqExpression constant, LinqExpression other)
        => !translator.DependsOnRow(constant) && EnumTypeOf(other) is { } type
            ? Literal(translator, translator.Constant(constant), type, StorageOf(translator, other))
            : null;

    /// <summary>The literal for a constant in a list that an enum property is looked for in.</summary>
    public static LiteralExpression Literal(LambdaTranslator translator, object? value, Type type, EnumStorage storage)
    {
        if (value is null)
        {
            return new LiteralExpression(null);
        }

        var member = value as Enum ?? (Enum)Enum.ToObject(type, value);
        if (storage == EnumStorage.Number)
        {
            return new LiteralExpression(Convert.ChangeType(member, Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture));
        }

        return Enum.GetName(type, member) is { } name
            ? new LiteralExpression(name)
            : throw translator.NoCounterpart(LinqExpression.Constant(value), $"{type.Name} has no member of this value, and the column holds names.");
    }

    /// <summary>Refuses to order names.</summary>
    public static void RequireOrder(LambdaTranslator translator, LinqExpression left, LinqExpression right)
    {
        foreach (var side in new[] { left, right })
        {
            if (translator.DependsOnRow(side) && EnumTypeOf(side) is not null && StorageOf(translator, side) == EnumStorage.Name)
            {
                throw translator.NoCounterpart(side, "The column holds the names of an enum, which have another order than its numbers. Compare with == or list the members.");
            }
        }
    }

    /// <summary>The enum type behind a part, if it is one.</summary>
    public static Type? EnumTypeOf(LinqExpression part)
    {
        var core = Unwrap(part);
        var type = Nullable.GetUnderlyingType(core.Type) ?? core.Type;
        return type.IsEnum ? type : null;
    }

    public static EnumStorage StorageOf(LambdaTranslator translator, LinqExpression part)
        => Unwrap(part) switch
        {
            // The day of the week is no column but computed, as a number.
            MemberExpression { Expression: { } owner } when TimeTranslator.IsTime(owner.Type) => EnumStorage.Number,
            MemberExpression { Member: PropertyInfo property } => DeclaredColumn.Of(property)?.DeclaredEnumAs ?? translator.Options.Enums,
            _ => translator.Options.Enums,
        };

    private static LinqExpression Unwrap(LinqExpression part) => part switch
    {
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert => Unwrap(convert.Operand),
        MemberExpression { Member.Name: "Value", Expression: { } nullable } when Nullable.GetUnderlyingType(nullable.Type) is not null => Unwrap(nullable),
        _ => part,
    };
}
