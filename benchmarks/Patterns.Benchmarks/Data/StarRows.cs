using Patterns.Testing;

namespace Patterns.Benchmarks.Data;

/// <summary>
/// A star: facts, each with the keys of one of 100,000 customers and an amount, and the customers with a segment of 5 texts and a number. Some keys of
/// facts have no customer. Made by DuckDB from hashes of the row number.
/// </summary>
internal static class StarRows
{
    public const int DefaultRows = 10_000_000;

    private const int Customers = 100_000;

    /// <summary>The path of the Parquet file with that many facts: dense, spread, code (three forms of one key), amount. Needs DuckDB.</summary>
    public static string EnsureFacts(int rows) => Ensure($"star-facts-1-{rows}.parquet", $"""
        WITH keyed AS (SELECT (hash(range) % {Customers + (Customers / 50)})::BIGINT AS k, hash(range + 1000000007) AS g FROM range({rows}))
        SELECT {Keys}, ((g % 1000000) * 0.01::DECIMAL(3, 2))::DECIMAL(15, 2) AS amount FROM keyed
        """);

    /// <summary>The path of the Parquet file with the customers: dense, spread, code, segment, weight. Needs DuckDB.</summary>
    public static string EnsureCustomers() => Ensure("star-customers-1.parquet", $"""
        WITH keyed AS (SELECT range AS k FROM range({Customers}) ORDER BY hash(range))
        SELECT {Keys}, ['AUTOMOBILE', 'BUILDING', 'FURNITURE', 'HOUSEHOLD', 'MACHINERY'][(hash(k) % 5 + 1)::INT] AS segment, (hash(k + 7) % 100)::BIGINT AS weight
        FROM keyed
        """);

    private static string Keys => "k AS dense, k * 1000003 AS spread, 'customer-' || (k * 7919) AS code";

    private static string Ensure(string name, string select) => BenchData.Ensure(name, path =>
    {
        using DuckDb duck = DuckDb.OpenInMemory();
        duck.Execute($"COPY ({select}) TO '{path}' (FORMAT parquet, COMPRESSION snappy)");
    });
}
