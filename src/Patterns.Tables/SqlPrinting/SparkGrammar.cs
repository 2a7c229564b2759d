using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>Spark SQL, whose scalar expressions are the ones of this library, apart from a few names.</summary>
internal sealed class SparkGrammar : SqlGrammar
{
    public override SqlDialect Dialect => SqlDialect.Spark;

    public override string Quote(string name) => Delimit(name, '`');

    public override string? TypeName(DataType type) => type.ToString();

    public override string? Literal(object value, DataType type) => Expression.Literal(value).ToString();

    public override string? Cast(string value, DataType from, DataType to, bool isTry) => $"{(isTry ? "TRY_CAST" : "CAST")}({value} AS {to})";

    public override string? Function(SqlCall call) => null;

    public override string? Quotient(string left, string right, DataType leftType, DataType rightType, DataType result) => $"({left} / {right})";

    public override string? Like(LikeKind kind, string value, string pattern, object? constant, char escape) => null;

    /// <summary>The expression with its columns as they are called in the statement.</summary>
    public static string Write(Expression expression, Func<string, string> column)
    {
        var source = column("x").Split('.')[0];
        var renamed = expression.Rewrite(part => part switch
        {
            ColumnExpression path => Expression.Column([source, .. path.Path]),
            FunctionExpression { Name: "starts_with" } call => Expression.Call("startswith", call.Arguments),
            FunctionExpression { Name: "ends_with" } call => Expression.Call("endswith", call.Arguments),
            FunctionExpression { Name: "iff" } call => Expression.Call("if", call.Arguments),
            _ => part,
        });
        return $"({renamed})";
    }

    public override string? Aggregate(Aggregate aggregate, string? argument, DataType? type, DataType result) => aggregate.Function switch
    {
        AggregateFunction.CountAll => "count(*)",
        AggregateFunction.CountDistinct => $"count(DISTINCT {argument})",
        AggregateFunction.Average => $"avg({argument})",
        AggregateFunction.ApproximateCountDistinct => $"approx_count_distinct({argument})",
        AggregateFunction.Quantile => $"percentile_approx({argument}, {Number((decimal)aggregate.Share!)})",
        AggregateFunction.All => $"bool_and({argument})",
        AggregateFunction.Any => $"bool_or({argument})",
        AggregateFunction.Sum or AggregateFunction.Min or AggregateFunction.Max or AggregateFunction.Count => $"{aggregate.Function.ToString().ToLowerInvariant()}({argument})",
        _ => null,
    };

}
