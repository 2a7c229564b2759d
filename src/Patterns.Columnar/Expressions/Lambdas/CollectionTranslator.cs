using System.Collections;
using System.Linq.Expressions;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>
/// Translates Contains on a captured collection to IN and on a list column to array_contains, and ContainsKey, Any and Count of columns.
/// </summary>
internal static class CollectionTranslator
{
    public static bool IsCollection(Type type) => type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    /// <summary>The translation of a call on a collection; null when the call is something else.</summary>
    public static Expression? TryTranslate(LambdaTranslator translator, MethodCallExpression call, Nulls nulls) => (call.Method.Name, call.Object, call.Arguments) switch
    {
        (nameof(Enumerable.Contains), _, _) => TryContains(translator, call, nulls),
        ("ContainsKey", { } map, [var key]) when IsCollection(map.Type) => Expression.Call("map_contains_key", translator.Value(map), translator.Value(key)),
        (nameof(Enumerable.Any), null, [var list]) => Expression.Compare(ComparisonOperator.GreaterThan, Expression.Call("size", translator.Value(list)), Expression.Literal(0)),
        (nameof(Enumerable.Count), null, [var list]) => Expression.Call("size", translator.Value(list)),
        _ => null,
    };

    private static Expression? TryContains(LambdaTranslator translator, MethodCallExpression call, Nulls nulls)
    {
        if (call.Method.Name != nameof(Enumerable.Contains) || call.Method.DeclaringType == typeof(string))
        {
            return null;
        }

        LinqExpression[] parts = call.Object is null ? [.. call.Arguments] : [call.Object, .. call.Arguments];
        var hasComparer = parts.Length > 2 && (translator.DependsOnRow(parts[2]) || translator.Constant(parts[2]) is not null);
        if (parts.Length < 2 || hasComparer)
        {
            throw translator.NoCounterpart(call, "Contains with a comparer is not supported.");
        }

        var collection = Unwrap(parts[0]);
        return translator.DependsOnRow(collection)
            ? Expression.Call("array_contains", translator.Value(collection), translator.Value(parts[1]))
            : In(translator, collection, parts[1], nulls);
    }

    private static Expression In(LambdaTranslator translator, LinqExpression collection, LinqExpression item, Nulls nulls)
    {
        if (translator.Constant(collection) is not IEnumerable values)
        {
            throw translator.NoCounterpart(collection, "It is null or cannot be enumerated.");
        }

        var literals = Literals(translator, values, item);
        var listed = literals.Where(static literal => literal.Value is not null).Distinct().ToList();
        var hasNull = literals.Exists(static literal => literal.Value is null);
        var value = translator.Value(item);
        var mayBeNull = Nullability.MayBeNull(item);
        Expression? found = listed.Count == 0 ? null : Expression.In(value, [.. listed]);
        if (hasNull && mayBeNull)
        {
            var isNull = Expression.Is(IsTest.Null, value);
            return found is null ? isNull : Expression.Or(isNull, found);
        }

        if (found is null)
        {
            return new LiteralExpression(false);
        }

        return nulls == Nulls.AreKept && mayBeNull ? Expression.Is(IsTest.True, found) : found;
    }

    private static List<LiteralExpression> Literals(LambdaTranslator translator, IEnumerable values, LinqExpression item)
    {
        var enumType = EnumColumn.EnumTypeOf(item);
        var literals = new List<LiteralExpression>();
        foreach (var value in values)
        {
            literals.Add(enumType is null
                ? ConstantValue.ToLiteral(value, item)
                : EnumColumn.Literal(translator, value, enumType, EnumColumn.StorageOf(translator, item)));
        }

        return literals;
    }

    /// <summary>The collection behind a conversion to a span, which the compiler prefers for arrays.</summary>
    private static LinqExpression Unwrap(LinqExpression part) => part switch
    {
        MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var source] } => Unwrap(source),
        UnaryExpression { NodeType: ExpressionType.Convert } convert => Unwrap(convert.Operand),
        _ => part,
    };
}
