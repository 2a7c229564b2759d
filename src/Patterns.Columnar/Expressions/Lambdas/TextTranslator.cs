using System.Linq.Expressions;
using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Translates the methods of string.</summary>
internal static class TextTranslator
{
    private const string WhiteSpace = " \t\n\r\v\f";

    public static Expression Translate(LambdaTranslator translator, MethodCallExpression call)
    {
        var arguments = call.Arguments;
        return (call.Method.Name, arguments.Count, call.Object) switch
        {
            (nameof(string.IsNullOrEmpty), 1, _) => IsEmpty(translator.Value(arguments[0]), trims: false),
            (nameof(string.IsNullOrWhiteSpace), 1, _) => IsEmpty(translator.Value(arguments[0]), trims: true),
            (nameof(string.Concat), > 0, _) when arguments.All(static argument => argument.Type == typeof(string) || argument.Type == typeof(object))
                => Expression.Call("concat", [.. arguments.Select(argument => ArithmeticTranslator.Text(translator, argument))]),
            (_, _, { } text) => TranslateOn(translator, call, text),
            _ => throw NoCounterpart(translator, call),
        };
    }

    private static Expression TranslateOn(LambdaTranslator translator, MethodCallExpression call, LinqExpression text)
    {
        Expression Argument(int index) => translator.Value(call.Arguments[index]);
        var value = translator.Value(text);
        return (call.Method.Name, call.Arguments.Count) switch
        {
            (nameof(string.StartsWith), 1 or 2) => Test(translator, "startswith", call, value),
            (nameof(string.EndsWith), 1 or 2) => Test(translator, "endswith", call, value),
            (nameof(string.Contains), 1 or 2) => Test(translator, "contains", call, value),
            (nameof(string.ToUpper) or nameof(string.ToUpperInvariant), 0) => Expression.Call("upper", value),
            (nameof(string.ToLower) or nameof(string.ToLowerInvariant), 0) => Expression.Call("lower", value),
            (nameof(string.Trim), 0) => Expression.Call("btrim", value, Expression.Literal(WhiteSpace)),
            (nameof(string.TrimStart), 0) => Expression.Call("ltrim", Expression.Literal(WhiteSpace), value),
            (nameof(string.TrimEnd), 0) => Expression.Call("rtrim", Expression.Literal(WhiteSpace), value),
            (nameof(string.Substring), 1) => Expression.Call("substring", value, Plus(Argument(0), 1)),
            (nameof(string.Substring), 2) => Expression.Call("substring", value, Plus(Argument(0), 1), Argument(1)),
            (nameof(string.IndexOf), 1) => Plus(Expression.Call("instr", value, Argument(0)), -1),
            (nameof(string.Replace), 2) => Expression.Call("replace", value, Argument(0), Argument(1)),
            (nameof(string.ToString), 0) => value,
            _ => throw NoCounterpart(translator, call),
        };
    }

    private static Expression Test(LambdaTranslator translator, string function, MethodCallExpression call, Expression value)
    {
        var other = translator.Value(call.Arguments[0]);
        return call.Arguments.Count == 2 && TextComparison.IgnoresCase(translator, call.Arguments[1])
            ? Expression.Call(function, Expression.Call("lower", value), other is LiteralExpression { Value: string text } ? Expression.Literal(text.ToLowerInvariant()) : Expression.Call("lower", other))
            : Expression.Call(function, value, other);
    }

    private static Expression IsEmpty(Expression value, bool trims)
        => Expression.Or(
            Expression.Is(IsTest.Null, value),
            Expression.Equal(trims ? Expression.Call("btrim", value, Expression.Literal(WhiteSpace)) : value, Expression.Literal("")));

    private static Expression Plus(Expression value, int number) => (value, number) switch
    {
        (LiteralExpression { Value: int known }, _) => Expression.Literal(known + number),
        (_, < 0) => Expression.Arithmetic(ArithmeticOperator.Subtract, value, Expression.Literal(-number)),
        _ => Expression.Arithmetic(ArithmeticOperator.Add, value, Expression.Literal(number)),
    };

    private static ArgumentException NoCounterpart(LambdaTranslator translator, MethodCallExpression call)
        => translator.NoCounterpart(
            call,
            "Of texts there are StartsWith, EndsWith, Contains, ToUpper, ToLower, Trim, TrimStart, TrimEnd, Substring, IndexOf, Replace, Length, Equals, + and string.CompareOrdinal.");
}
