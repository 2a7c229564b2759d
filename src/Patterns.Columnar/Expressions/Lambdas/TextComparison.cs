using LinqExpression = System.Linq.Expressions.Expression;

namespace Patterns.Columnar.Expressions.Lambdas;

/// <summary>The StringComparison argument of text methods.</summary>
internal static class TextComparison
{
    /// <summary>Whether the comparison is without regard to case.</summary>
    /// <exception cref="ArgumentException">The comparison depends on the culture.</exception>
    public static bool IgnoresCase(LambdaTranslator translator, LinqExpression argument) => translator.Constant(argument) switch
    {
        StringComparison.Ordinal or StringComparison.InvariantCulture => false,
        StringComparison.OrdinalIgnoreCase or StringComparison.InvariantCultureIgnoreCase => true,
        _ => throw translator.NoCounterpart(argument, "Use StringComparison.Ordinal or StringComparison.OrdinalIgnoreCase."),
    };
}
