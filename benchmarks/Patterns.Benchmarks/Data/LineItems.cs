using Patterns.Testing;

namespace Patterns.Benchmarks.Data;

/// <summary>
/// A table in the shape of TPC-H's lineitem, 13 columns, made by DuckDB from hashes of the row number and written by it as Parquet with
/// snappy. The text column is different in every row; the flags and modes are a few values each.
/// </summary>
internal static class LineItems
{
    public const int DefaultRows = 2_000_000;

    /// <summary>The columns in order, each with a SQL expression that adds it up to one number: texts by their bytes, dates by their days.</summary>
    public static IReadOnlyDictionary<string, string> Totals { get; } = new OrderedDictionary<string, string>
    {
        ["orderkey"] = "sum(orderkey)",
        ["partkey"] = "sum(partkey)",
        ["suppkey"] = "sum(suppkey)",
        ["linenumber"] = "sum(linenumber)",
        ["quantity"] = "sum(quantity)",
        ["extendedprice"] = "sum(extendedprice)",
        ["discount"] = "sum(discount)",
        ["tax"] = "sum(tax)",
        ["returnflag"] = "sum(strlen(returnflag))",
        ["linestatus"] = "sum(strlen(linestatus))",
        ["shipdate"] = "sum(shipdate - DATE '1970-01-01')",
        ["shipmode"] = "sum(strlen(shipmode))",
        ["comment"] = "sum(strlen(comment))",
    };

    /// <summary>The path of the Parquet file with that many rows. Needs DuckDB.</summary>
    public static string Ensure(int rows) => BenchData.Ensure($"lineitem-1-{rows}.parquet", path =>
    {
        using DuckDb duck = DuckDb.OpenInMemory();
        duck.Execute($"COPY ({Select(rows)}) TO '{path}' (FORMAT parquet, COMPRESSION snappy)");
    });

    /// <summary>A query for the number of rows and the totals of some columns.</summary>
    /// <param name="columns">The columns to add up.</param>
    /// <param name="source">What stands behind FROM.</param>
    public static string TotalsQuery(IEnumerable<string> columns, string source) =>
        $"SELECT count(*), {string.Join(", ", columns.Select(static column => Totals[column]))} FROM {source}";

    private static string Select(int rows) =>
        $"""
        WITH seeded AS (SELECT range AS n, hash(range) AS h, hash(range + 1000000007) AS g FROM range({rows}))
        SELECT
            (n // 4) * 8 + n % 4 AS orderkey,
            (h % 200000)::BIGINT AS partkey,
            (g % 10000)::BIGINT AS suppkey,
            (n % 4 + 1)::INTEGER AS linenumber,
            (h // 7 % 50 + 1)::DECIMAL(15, 2) AS quantity,
            ((g // 11 % 10000000) * 0.01::DECIMAL(3, 2))::DECIMAL(15, 2) AS extendedprice,
            ((h // 13 % 11) * 0.01::DECIMAL(3, 2))::DECIMAL(15, 2) AS discount,
            ((g // 17 % 9) * 0.01::DECIMAL(3, 2))::DECIMAL(15, 2) AS tax,
            ['A', 'N', 'R'][(h // 19 % 3 + 1)::INTEGER] AS returnflag,
            ['F', 'O'][(g // 23 % 2 + 1)::INTEGER] AS linestatus,
            DATE '1992-01-01' + (h // 29 % 2526)::INTEGER AS shipdate,
            ['AIR', 'FOB', 'MAIL', 'RAIL', 'REG AIR', 'SHIP', 'TRUCK'][(g // 31 % 7 + 1)::INTEGER] AS shipmode,
            'item ' || (h % 1000003) || repeat(' carefully', (g % 3 + 1)::INTEGER) || ' final deposit ' || (g % 99991) AS comment
        FROM seeded
        """;
}
