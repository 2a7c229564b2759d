using System.Linq.Expressions;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>Translates the methods of Math.</summary>
internal static class MathTranslator
{
    public static Expression Translate(LambdaTranslator translator, MethodCallExpression call)
    {
        var arguments = call.Arguments;
        Expression Argument(int index) => translator.Value(arguments[index]);
        return (call.Method.Name, arguments.Count) switch
        {
            (nameof(Math.Abs), 1) => Expression.Call("abs", Argument(0)),
            (nameof(Math.Ceiling), 1) => Expression.Call("ceil", Argument(0)),
            (nameof(Math.Floor), 1) => Expression.Call("floor", Argument(0)),
            (nameof(Math.Sqrt), 1) => Expression.Call("sqrt", Argument(0)),
            (nameof(Math.Pow), 2) => Expression.Call("power", Argument(0), Argument(1)),
            (nameof(Math.Sign), 1) => Expression.Call("sign", Argument(0)),
            (nameof(Math.Max), 2) => Expression.Call("greatest", Argument(0), Argument(1)),
            (nameof(Math.Min), 2) => Expression.Call("least", Argument(0), Argument(1)),
            (nameof(Math.Round), _) => Round(translator, call),
            _ => throw translator.NoCounterpart(call, "Of Math there are Abs, Ceiling, Floor, Sqrt, Pow, Sign, Max, Min and Round."),
        };
    }

    /// <summary>Math.Round rounds half to even unless it is told otherwise.</summary>
    private static Expression Round(LambdaTranslator translator, MethodCallExpression call)
    {
        var hasMode = call.Arguments[^1].Type == typeof(MidpointRounding);
        var mode = hasMode ? translator.Constant(call.Arguments[^1]) : MidpointRounding.ToEven;
        var values = call.Arguments.Take(call.Arguments.Count - (hasMode ? 1 : 0)).Select(translator.Value);
        return mode switch
        {
            MidpointRounding.ToEven => Expression.Call("bround", [.. values]),
            MidpointRounding.AwayFromZero => Expression.Call("round", [.. values]),
            _ => throw translator.NoCounterpart(call, "Use MidpointRounding.ToEven or MidpointRounding.AwayFromZero."),
        };
    }
}
