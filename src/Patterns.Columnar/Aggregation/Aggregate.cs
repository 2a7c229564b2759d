using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Patterns.Columnar;

/// <summary>An aggregate of an expression over the rows of a group, such as <c>sum(amount)</c>. Immutable, compared by value.</summary>
public sealed record Aggregate
{
    private Aggregate(AggregateFunction function, Expression? argument, double? share = null)
    {
        Function = function;
        Argument = argument;
        Share = share;
    }

    /// <summary>What is computed.</summary>
    public AggregateFunction Function { get; }

    /// <summary>What it is computed of; null for <see cref="AggregateFunction.CountAll"/> only.</summary>
    public Expression? Argument { get; }

    /// <summary>Of a quantile, the share of values below it, 0 to 1; null for all other functions.</summary>
    public double? Share { get; }

    /// <summary>The number of rows; never null.</summary>
    public static Aggregate Count() => new(AggregateFunction.CountAll, null);

    /// <summary>The number of rows for which the expression is not null; never null itself.</summary>
    /// <param name="argument">Any type.</param>
    public static Aggregate Count(Expression argument) => Of(AggregateFunction.Count, argument);

    /// <summary>The number of different values that are not null; never null itself.</summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate CountDistinct(Expression argument) => Of(AggregateFunction.CountDistinct, argument);

    /// <summary>
    /// About the number of different values that are not null, in little memory; see <see cref="AggregateFunction.ApproximateCountDistinct"/> for the
    /// error. Never null itself.
    /// </summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate ApproximateCountDistinct(Expression argument) => Of(AggregateFunction.ApproximateCountDistinct, argument);

    /// <summary>
    /// The value below which a share of the values lies, such as the median for 0.5, within 1 %; see <see cref="AggregateFunction.Quantile"/>. Null when
    /// there are none.
    /// </summary>
    /// <param name="argument">A number.</param>
    /// <param name="share">0 for the smallest to 1 for the largest.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public static Aggregate Quantile(Expression argument, double share)
    {
        ArgumentNullException.ThrowIfNull(argument);
        return share is >= 0 and <= 1
            ? new Aggregate(AggregateFunction.Quantile, argument, share)
            : throw new ArgumentOutOfRangeException(nameof(share), share, "A quantile takes a share from 0 to 1.");
    }

    /// <summary>The value of the first row, which may be null. Rows are first in the order in which they are added.</summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate First(Expression argument) => Of(AggregateFunction.First, argument);

    /// <summary>The value of the last row, which may be null. Rows are last in the order in which they are added.</summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate Last(Expression argument) => Of(AggregateFunction.Last, argument);

    /// <summary>The first value that is not null, null when there is none.</summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate FirstNotNull(Expression argument) => Of(AggregateFunction.FirstNotNull, argument);

    /// <summary>The last value that is not null, null when there is none.</summary>
    /// <param name="argument">Any type but list, struct and map.</param>
    public static Aggregate LastNotNull(Expression argument) => Of(AggregateFunction.LastNotNull, argument);

    /// <summary>Whether a condition is true for all rows for which it is not null; null when there are none.</summary>
    /// <param name="argument">A boolean.</param>
    public static Aggregate All(Expression argument) => Of(AggregateFunction.All, argument);

    /// <summary>Whether a condition is true for any row; null when it is null for all.</summary>
    /// <param name="argument">A boolean.</param>
    public static Aggregate Any(Expression argument) => Of(AggregateFunction.Any, argument);

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
    /// <param name="text">
    /// <c>count(*)</c>, <c>count(x)</c>, <c>count(DISTINCT x)</c>, <c>sum(x)</c>, <c>avg(x)</c> or <c>mean(x)</c>, <c>min(x)</c>, <c>max(x)</c>,
    /// <c>approx_count_distinct(x)</c>, <c>percentile_approx(x, 0.5)</c> or <c>approx_percentile</c>, <c>first(x)</c> or <c>any_value(x)</c>,
    /// <c>last(x)</c>, <c>first(x, true)</c> and <c>last(x, true)</c> for those that are not null, <c>bool_and(x)</c> or <c>every(x)</c>,
    /// <c>bool_or(x)</c>, <c>any(x)</c> or <c>some(x)</c>.
    /// </param>
    /// <exception cref="ExpressionSyntaxException">The text is not an expression.</exception>
    /// <exception cref="ArgumentException">The expression is not one aggregate.</exception>
    public static Aggregate Parse(string text)
    {
        var expression = Expression.Parse(text);
        return TryFrom(expression, out var aggregate)
            ? aggregate
            : throw new ArgumentException(
                $"'{expression}' is not an aggregate. Write for example count(*), count(DISTINCT x), sum(x), avg(x), max(x), approx_count_distinct(x), percentile_approx(x, 0.5) or first(x).", nameof(text));
    }

    /// <summary>Takes a call of an aggregate function out of a tree.</summary>
    /// <param name="expression">Any expression.</param>
    /// <param name="aggregate">The aggregate; null when the expression is not the call of an aggregate function.</param>
    public static bool TryFrom(Expression expression, [NotNullWhen(true)] out Aggregate? aggregate)
    {
        aggregate = expression switch
        {
            FunctionExpression { Arguments: [var argument] } call => FromCall(call, argument),
            FunctionExpression { Arguments: [not StarExpression and var argument, LiteralExpression parameter], IsDistinct: false } call => FromCall(call, argument, parameter),
            _ => null,
        };
        return aggregate is not null;
    }

    /// <summary>The call that <see cref="TryFrom"/> takes out again, by one name for each function.</summary>
    internal FunctionExpression ToExpression() => Function switch
    {
        AggregateFunction.CountAll => new FunctionExpression("count", [Expression.Star], isDistinct: false),
        AggregateFunction.CountDistinct => new FunctionExpression("count", [Argument!], isDistinct: true),
        AggregateFunction.Average => new FunctionExpression("avg", [Argument!], isDistinct: false),
        AggregateFunction.ApproximateCountDistinct => new FunctionExpression("approx_count_distinct", [Argument!], isDistinct: false),
        AggregateFunction.Quantile => new FunctionExpression("percentile_approx", [Argument!, Expression.Literal((decimal)Share!)], isDistinct: false),
        AggregateFunction.FirstNotNull => new FunctionExpression("first", [Argument!, Expression.True], isDistinct: false),
        AggregateFunction.LastNotNull => new FunctionExpression("last", [Argument!, Expression.True], isDistinct: false),
        AggregateFunction.All => new FunctionExpression("bool_and", [Argument!], isDistinct: false),
        AggregateFunction.Any => new FunctionExpression("bool_or", [Argument!], isDistinct: false),
        _ => new FunctionExpression(Function.ToString().ToLowerInvariant(), [Argument!], isDistinct: false),
    };

    /// <summary>The aggregate in Spark SQL.</summary>
    public override string ToString() => Function switch
    {
        AggregateFunction.CountAll => "count(*)",
        AggregateFunction.CountDistinct => $"count(DISTINCT {Argument})",
        AggregateFunction.Average => $"avg({Argument})",
        AggregateFunction.ApproximateCountDistinct => $"approx_count_distinct({Argument})",
        AggregateFunction.Quantile => string.Create(CultureInfo.InvariantCulture, $"percentile_approx({Argument}, {(decimal)Share!})"),
        AggregateFunction.FirstNotNull => $"first({Argument}, true)",
        AggregateFunction.LastNotNull => $"last({Argument}, true)",
        AggregateFunction.All => $"bool_and({Argument})",
        AggregateFunction.Any => $"bool_or({Argument})",
        _ => $"{Function.ToString().ToLowerInvariant()}({Argument})",
    };

    private static Aggregate? FromCall(FunctionExpression call, Expression argument) => (call.Name, call.IsDistinct, argument) switch
    {
        ("count", false, StarExpression) => Count(),
        (_, _, StarExpression) => null,
        ("count", false, _) => Count(argument),
        ("count", true, _) => CountDistinct(argument),
        ("min", _, _) => Min(argument),
        ("max", _, _) => Max(argument),
        ("approx_count_distinct", _, _) => ApproximateCountDistinct(argument),
        (_, true, _) => null,
        ("sum", _, _) => Sum(argument),
        ("avg" or "mean", _, _) => Average(argument),
        ("first" or "first_value" or "any_value", _, _) => First(argument),
        ("last" or "last_value", _, _) => Last(argument),
        ("bool_and" or "every", _, _) => All(argument),
        ("bool_or" or "any" or "some", _, _) => Any(argument),
        _ => null,
    };

    private static Aggregate? FromCall(FunctionExpression call, Expression argument, LiteralExpression parameter) => (call.Name, parameter.Value) switch
    {
        ("percentile_approx" or "approx_percentile", decimal and >= 0 and <= 1) => Quantile(argument, (double)(decimal)parameter.Value),
        ("percentile_approx" or "approx_percentile", double and >= 0 and <= 1) => Quantile(argument, (double)parameter.Value),
        ("percentile_approx" or "approx_percentile", 0 or 1) => Quantile(argument, (int)parameter.Value),
        ("first" or "first_value" or "any_value", bool skipsNulls) => skipsNulls ? FirstNotNull(argument) : First(argument),
        ("last" or "last_value", bool skipsNulls) => skipsNulls ? LastNotNull(argument) : Last(argument),
        _ => null,
    };

    private static Aggregate Of(AggregateFunction function, Expression argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        return new Aggregate(function, argument);
    }
}
