using System.Diagnostics.CodeAnalysis;

namespace Patterns.Columnar;

/// <summary>An aggregate of an expression over the rows of a group, such as <c>sum(amount)</c>. Immutable, compared by value.</summary>
public sealed record Aggregate
{
    private Aggregate(AggregateFunction function, Expression? argument)
    {
        Function = function;
        Argument = argument;
    }

    /// <summary>What is computed.</summary>
    public AggregateFunction Function { get; }

    /// <summary>What it is computed of; null for <see cref="AggregateFunction.CountAll"/> only.</summary>
    public Expression? Argument { get; }

    /// <summary>The number of rows; never null.</summary>
    public static Aggregate Count() => new(AggregateFunction.CountAll, null);

    /// <summary>The number of rows for which the expression is not null; never null itself.</summary>
    /// <param name="argument">Any type.</param>
    public static Aggregate Count(Expression argument) => Of(AggregateFunction.Count, argument);

    /// <summary>The number of different values that are not null; never null itself.</summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate CountDistinct(Expression argument) => Of(AggregateFunction.CountDistinct, argument);

    /// <summary>The sum of the values, null when there are none.</summary>
    /// <param name="argument">A number; see <see cref="AggregateFunction.Sum"/> for the type of the result.</param>
    public static Aggregate Sum(Expression argument) => Of(AggregateFunction.Sum, argument);

    /// <summary>The mean of the values, null when there are none.</summary>
    /// <param name="argument">A number; see <see cref="AggregateFunction.Average"/> for the type of the result.</param>
    public static Aggregate Average(Expression argument) => Of(AggregateFunction.Average, argument);

    /// <summary>The smallest value, null when there is none.</summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate Min(Expression argument) => Of(AggregateFunction.Min, argument);

    /// <summary>The largest value, null when there is none.</summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate Max(Expression argument) => Of(AggregateFunction.Max, argument);

    /// <summary>Reads an aggregate in Spark SQL.</summary>
    /// <param name="text"><c>count(*)</c>, <c>count(x)</c>, <c>count(DISTINCT x)</c>, <c>sum(x)</c>, <c>avg(x)</c> or <c>mean(x)</c>, <c>min(x)</c>, <c>max(x)</c>.</param>
    /// <exception cref="ExpressionSyntaxException">The text is not an expression.</exception>
    /// <exception cref="ArgumentException">The expression is not one aggregate.</exception>
    public static Aggregate Parse(string text)
    {
        var expression = Expression.Parse(text);
        return TryFrom(expression, out var aggregate)
            ? aggregate
            : throw new ArgumentException(
                $"'{expression}' is not an aggregate. Write count(*), count(x), count(DISTINCT x), sum(x), avg(x), min(x) or max(x).", nameof(text));
    }

    /// <summary>Takes a call of an aggregate function out of a tree.</summary>
    /// <param name="expression">Any expression.</param>
    /// <param name="aggregate">The aggregate; null when the expression is not the call of an aggregate function with one argument.</param>
    public static bool TryFrom(Expression expression, [NotNullWhen(true)] out Aggregate? aggregate)
    {
        aggregate = expression is FunctionExpression { Arguments: [var argument] } call
            ? (call.Name, call.IsDistinct, argument) switch
            {
                ("count", false, StarExpression) => Count(),
                (_, _, StarExpression) => null,
                ("count", false, _) => Count(argument),
                ("count", true, _) => CountDistinct(argument),
                ("sum", false, _) => Sum(argument),
                ("avg" or "mean", false, _) => Average(argument),
                ("min", _, _) => Min(argument),
                ("max", _, _) => Max(argument),
                _ => null,
            }
            : null;
        return aggregate is not null;
    }

    /// <summary>The aggregate in Spark SQL.</summary>
    public override string ToString() => Function switch
    {
        AggregateFunction.CountAll => "count(*)",
        AggregateFunction.CountDistinct => $"count(DISTINCT {Argument})",
        AggregateFunction.Average => $"avg({Argument})",
        _ => $"{Function.ToString().ToLowerInvariant()}({Argument})",
    };

    private static Aggregate Of(AggregateFunction function, Expression argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        return new Aggregate(function, argument);
    }
}
