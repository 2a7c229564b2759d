using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.Columnar;

/// <summary>How fast are expressions computed that do more than read columns? One sum over all rows keeps the work in the expression.</summary>
internal static class Expressions
{
    /// <summary>A choice by the parts of a date, and arithmetic on decimals in its branches.</summary>
    public static CompareCase Choice { get; } = Aggregations.LineItemCase(
        "expression-case",
        ["extendedprice", "discount", "tax", "shipdate"],
        null,
        [],
        [("sum(CASE WHEN year(shipdate) = 1995 THEN extendedprice * (1 - discount) WHEN month(shipdate) IN (6, 7) THEN extendedprice * tax ELSE 0 END)", "sum")]);

    /// <summary>Texts cut, changed and measured.</summary>
    public static CompareCase Texts { get; } = Aggregations.LineItemCase(
        "expression-text",
        ["comment"],
        null,
        [],
        [("sum(length(replace(upper(substring(comment, 6, 20)), 'CARE', '')))", "sum"), ("count(CASE WHEN contains(comment, '77') THEN 1 END)", "sum")]);

    /// <summary>A pattern of several pieces.</summary>
    public static CompareCase LikePieces { get; } =
        Aggregations.LineItemCase("like-pieces", ["comment"], "comment LIKE 'item 7%carefully final%99%'", [], [("count(*)", "sum")]);

    /// <summary>The beginning or the end of a text.</summary>
    public static CompareCase LikeEnds { get; } =
        Aggregations.LineItemCase("like-ends", ["comment"], "comment LIKE 'item 99%' OR comment LIKE '%777'", [], [("count(*)", "sum")]);
}
