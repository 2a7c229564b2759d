using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Core;
using Patterns.Lake;
using Patterns.Testing;

namespace Patterns.Benchmarks.Lake;

/// <summary>
/// How fast is a CSV file read? Our schema is inferred from every row before the clock starts; DuckDB is told the types, so neither guesses
/// while it is measured. Only <see cref="Infer"/> measures finding the types out.
/// </summary>
internal static class CsvCases
{
    private static readonly Dictionary<string, DataType> Money = new() { ["unit_price"] = DataType.Decimal(18, 2), ["amount"] = DataType.Decimal(18, 2) };

    /// <summary>Counting the rows, every one checked for its structure.</summary>
    public static CompareCase Count { get; } = new("csv-count", CompareUnit.Milliseconds, async options =>
    {
        string path = OrdersCsv.Ensure(options.Rows ?? OrdersCsv.DefaultRows);
        LakeDataset dataset = await LakeFiles.OpenAsync(path);
        DuckDb? duck = DuckDbPeer.TryOpen(options);
        return new Contest(
            new Contender("LakeDataset", async () => new Outcome(Answer.Of(await dataset.CountAsync()))),
            DuckDbPeer.Query(duck, $"SELECT count(*) FROM {Declared(path)}"),
            CsvHelperPeer.Count(path))
        {
            Rows = dataset.Schema.RowCount,
            Owned = DuckDbPeer.Owned(duck),
        };
    });

    /// <summary>An integer, a decimal and a text of 14 columns.</summary>
    public static CompareCase ThreeColumns { get; } = new("csv-3-columns", CompareUnit.Milliseconds, async options =>
    {
        string path = OrdersCsv.Ensure(options.Rows ?? OrdersCsv.DefaultRows);
        LakeDataset dataset = (await LakeFiles.OpenAsync(path, Money)).Select("order_id", "amount", "country");
        DuckDb? duck = DuckDbPeer.TryOpen(options);
        return new Contest(
            new Contender("LakeDataset", async () => new Outcome(await LakeFiles.TotalAsync(dataset))),
            DuckDbPeer.Query(duck, $"SELECT count(*), sum(order_id), sum(amount), sum(strlen(country)) FROM {Declared(path)}"),
            CsvHelperPeer.ThreeColumns(path),
            CsvHelperPeer.ThreeColumnsInParallel(path, options.Threads))
        {
            Rows = dataset.Schema.RowCount,
            Owned = DuckDbPeer.Owned(duck),
        };
    });

    /// <summary>Types of all columns from all rows, beside DuckDB's from a sample and a read of all columns to see that they hold.</summary>
    public static CompareCase Infer { get; } = new("csv-infer", CompareUnit.Milliseconds, async options =>
    {
        string path = OrdersCsv.Ensure(options.Rows ?? OrdersCsv.DefaultRows);
        long rows = (await LakeFiles.OpenAsync(path)).Schema.RowCount;
        DuckDb? duck = DuckDbPeer.TryOpen(options);
        return new Contest(
            new Contender("LakeReader", async () => new Outcome(ValueCounts((await LakeFiles.OpenAsync(path)).Schema))),
            DuckDbPeer.Query(duck, $"SELECT count(*), count(COLUMNS(*)) FROM read_csv('{path}')"))
        {
            Rows = rows,
            Owned = DuckDbPeer.Owned(duck),
        };
    });

    private static string Declared(string path) => $"read_csv('{path}', header = true, columns = {OrderSql.DuckDbCsvColumns})";

    private static string ValueCounts(InferredSchema schema) =>
        Answer.Of([schema.RowCount, .. schema.Columns.Select(static column => (object)column.ValueCount)]);
}
