using Patterns.Testing;

namespace Patterns.Benchmarks.Data;

/// <summary>
/// Keys of 4, 1,000, a tenth as many and as many values as there are rows, in no order, and an amount in hundredths; made by DuckDB from hashes of
/// the row number. The two larger keys are spread over a wide range, as identifiers are.
/// </summary>
internal static class KeyedRows
{
    public const int DefaultRows = 10_000_000;

    /// <summary>The path of the Parquet file with that many rows. Needs DuckDB.</summary>
    public static string Ensure(int rows) => BenchData.Ensure($"keyed-1-{rows}.parquet", path =>
    {
        using DuckDb duck = DuckDb.OpenInMemory();
        duck.Execute($"COPY ({Select(rows)}) TO '{path}' (FORMAT parquet, COMPRESSION snappy)");
    });

    private static string Select(int rows) =>
        $"""
        WITH seeded AS (SELECT hash(range) AS h, hash(range + 1000000007) AS g FROM range({rows}))
        SELECT
            (h % 4)::BIGINT AS few,
            (h // 7 % 1000)::BIGINT AS thousand,
            (h // 11 % {Math.Max(1, rows / 10)} * 7919)::BIGINT AS tenth,
            (g % {rows} * 1000003)::BIGINT AS many,
            ((g // 17 % 1000000) * 0.01::DECIMAL(3, 2))::DECIMAL(15, 2) AS amount
        FROM seeded
        """;
}
