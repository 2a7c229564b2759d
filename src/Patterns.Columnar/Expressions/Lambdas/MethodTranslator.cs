using System.Linq.Expressions;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Translates calls of methods by the type that declares them.</summary>
internal static class MethodTranslator
{
    public static Expression Translate(LambdaTranslator translator, MethodCallExpression call)
    {
        if (CollectionTranslator.TryTranslate(translator, call, Nulls.AreKept) is { } found)
        {
            return found;
        }

        if (ComparisonTranslator.TryTranslateEquals(translator, call, Nulls.AreKept) is { } equal)
        {
            return equal;
        }

        var owner = call.Method.DeclaringType!;
        if (owner == typeof(string))
        {
            return TextTranslator.Translate(translator, call);
        }

        if (owner == typeof(Math) || owner == typeof(MathF))
        {
            return MathTranslator.Translate(translator, call);
        }

        if (TimeTranslator.IsTime(owner))
        {
            return TimeTranslator.Method(translator, call);
        }

        if (call is { Method.Name: nameof(Nullable<int>.GetValueOrDefault), Object: { } nullable })
        {
            var otherwise = call.Arguments is [var given] ? translator.Value(given) : ConstantValue.ToLiteral(Zero(call.Type), call);
            return Expression.Call("coalesce", translator.Value(nullable), otherwise);
        }

        return call is { Method.Name: "get_Item", Object: { } collection, Arguments: [var key] }
            ? Expression.Element(translator.Value(collection), translator.Value(key))
            : throw translator.NoCounterpart(call, "Compute it before the query and capture the result, or after reading the rows.");
    }

    private static object? Zero(Type type)
        => type == typeof(bool) ? false : type == typeof(DateOnly) ? default(DateOnly) : type == typeof(DateTime) ? default(DateTime)
            : type == typeof(DateTimeOffset) ? default(DateTimeOffset) : type == typeof(Guid) ? default(Guid)
            : Convert.ChangeType(0, type, System.Globalization.CultureInfo.InvariantCulture);
}
