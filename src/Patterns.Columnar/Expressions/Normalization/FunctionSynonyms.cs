using System.Collections.Frozen;

namespace Patterns.Columnar.Expressions.Normalization;

/// <summary>Brings calls that are bound to the same operation into one form.</summary>
internal static class FunctionSynonyms
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["lcase"] = "lower",
        ["ucase"] = "upper",
        ["len"] = "length",
        ["char_length"] = "length",
        ["character_length"] = "length",
        ["substr"] = "substring",
        ["startswith"] = "starts_with",
        ["endswith"] = "ends_with",
        ["position"] = "locate",
        ["regexp"] = "regexp_like",
        ["cardinality"] = "size",
        ["dateadd"] = "date_add",
        ["date_diff"] = "datediff",
        ["dayofmonth"] = "day",
        ["datepart"] = "date_part",
        ["pow"] = "power",
        ["signum"] = "sign",
        ["ceiling"] = "ceil",
        ["ifnull"] = "coalesce",
        ["nvl"] = "coalesce",
        ["iff"] = "if",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> DateParts = new Dictionary<string, string>
    {
        ["year"] = "year",
        ["years"] = "year",
        ["y"] = "year",
        ["yr"] = "year",
        ["yrs"] = "year",
        ["quarter"] = "quarter",
        ["qtr"] = "quarter",
        ["month"] = "month",
        ["months"] = "month",
        ["mon"] = "month",
        ["mons"] = "month",
        ["week"] = "weekofyear",
        ["weeks"] = "weekofyear",
        ["w"] = "weekofyear",
        ["day"] = "day",
        ["days"] = "day",
        ["d"] = "day",
        ["dayofweek"] = "dayofweek",
        ["dow"] = "dayofweek",
        ["doy"] = "dayofyear",
        ["hour"] = "hour",
        ["hours"] = "hour",
        ["hr"] = "hour",
        ["hrs"] = "hour",
        ["h"] = "hour",
        ["minute"] = "minute",
        ["minutes"] = "minute",
        ["min"] = "minute",
        ["mins"] = "minute",
        ["m"] = "minute",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The call in its one form: another call, a CASE, a test, or itself.</summary>
    public static Expression Resolve(FunctionExpression call)
    {
        if (Aggregate.TryFrom(call, out var aggregate))
        {
            return (aggregate is { Function: AggregateFunction.Count, Argument: LiteralExpression { Value: not null } } ? Aggregate.Count() : aggregate).ToExpression();
        }

        var name = Names.GetValueOrDefault(call.Name, call.Name);
        return (name, call.IsDistinct, call.Arguments) switch
        {
            (_, true, _) => new FunctionExpression(name, call.Arguments, isDistinct: true),
            ("if", _, [var condition, var then, var otherwise]) => Expression.Case(null, [new CaseBranch(condition, then)], otherwise),
            ("nullif", _, [var value, var other]) => Expression.Case(null, [new CaseBranch(Expression.Equal(value, other), Expression.Null)], value),
            ("nvl2", _, [var value, var then, var otherwise])
                => Expression.Case(null, [new CaseBranch(Expression.Not(Expression.Is(IsTest.Null, value)), then)], otherwise),
            ("isnull", _, [var value]) => Expression.Is(IsTest.Null, value),
            ("isnotnull", _, [var value]) => Expression.Not(Expression.Is(IsTest.Null, value)),
            ("mod", _, [var left, var right]) => Expression.Arithmetic(ArithmeticOperator.Remainder, left, right),
            ("negative", _, [var value]) => Expression.Negate(value),
            ("instr", _, [var text, var search]) => Call("locate", search, text),
            ("btrim", _, [var text]) => Call("trim", text),
            ("log", _, [var value]) => Call("ln", value),
            ("round" or "bround", _, [var value]) => Call(name, value, Expression.Literal(0)),
            ("date_part", _, [LiteralExpression { Value: string part }, var time]) when DateParts.TryGetValue(part.ToLowerInvariant(), out var function) => Call(function, time),
            ("date_trunc", _, [LiteralExpression { Value: string unit }, var time]) => Call(name, Unit(unit), time),
            ("trunc", _, [var date, LiteralExpression { Value: string unit }]) => Call(name, date, Unit(unit)),
            _ => string.Equals(name, call.Name, StringComparison.Ordinal) ? call : Call(name, [.. call.Arguments]),
        };
    }

    private static FunctionExpression Call(string name, params Expression[] arguments) => new(name, arguments, isDistinct: false);

    private static LiteralExpression Unit(string unit) => Expression.Literal(unit.ToLowerInvariant() switch
    {
        "mon" or "mm" => "month",
        "yyyy" or "yy" => "year",
        "dd" => "day",
        var other => other,
    });
}
