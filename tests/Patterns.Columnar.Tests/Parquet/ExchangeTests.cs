using System.Globalization;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>
/// Random schemas, nested to depth 4, with random values and options go round: we write, DuckDB reads and writes, we read. The environment variable
/// <c>PATTERNS_EXCHANGE_SEEDS</c> sets how many files, for example 1000, and <c>PATTERNS_EXCHANGE_FIRST</c> the seed of the first.
/// </summary>
public sealed class ExchangeTests : IDisposable
{
    private const int UsualSeeds = 60;

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [DuckDbFact]
    public async Task Every_cell_survives_the_way_to_DuckDb_and_back()
    {
        using var duckDb = DuckDb.OpenInMemory(threads: 1);
        var first = Setting("PATTERNS_EXCHANGE_FIRST", 0);
        var count = Setting("PATTERNS_EXCHANGE_SEEDS", UsualSeeds);
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                await RunAsync(duckDb, seed);
            }
            catch (Exception error) when (error is DuckDbException or ParquetFormatException)
            {
                Assert.Fail($"seed {seed}: {error.Message}");
            }
        }
    }

    private async Task RunAsync(DuckDb duckDb, int seed)
    {
        var random = new Random(seed);
        var schema = random.Next(3) == 0 ? RandomBatch.FlatSchema(random, random.Next(1, 10)) : RandomBatch.NestedSchema(random, random.Next(1, 5), random.Next(1, 5));
        var batches = Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomBatch.Create(schema, RowCount(random), random)).ToArray();
        var expected = batches.SelectMany(Cell.Rows).ToList();

        // DuckDB keeps parts of files it has read, by name and time, so no two files may have the same name.
        var (oursPath, theirsPath) = (_folder[$"ours-{seed}.parquet"], _folder[$"theirs-{seed}.parquet"]);
        var where = $"seed {seed}, {schema}";

        var ours = await ParquetBytes.WriteAsync(schema, RoundTripTests.RandomLimits(random), batches);
        Cell.AssertEqual(expected, await ParquetBytes.ReadRowsAsync(ours), $"ours, {where}");
        await File.WriteAllBytesAsync(oursPath, ours);
        Cell.AssertEqual(expected, [.. Cell.Rows(duckDb.Query($"SELECT * FROM '{oursPath}'"))], $"DuckDB, {where}");

        var codec = new[] { "snappy", "gzip", "zstd", "brotli", "lz4_raw", "uncompressed" }[random.Next(6)];
        duckDb.Execute(
            $"COPY (SELECT * FROM '{oursPath}') TO '{theirsPath}' (FORMAT parquet, COMPRESSION {codec}, PARQUET_VERSION V{random.Next(1, 3)})");
        Cell.AssertEqual(expected, await ParquetBytes.ReadRowsAsync(await File.ReadAllBytesAsync(theirsPath)), $"theirs, {where}");
        File.Delete(oursPath);
        File.Delete(theirsPath);
        Array.ForEach(batches, static batch => batch.Dispose());
    }

    private static int RowCount(Random random) => random.Next(4) switch { 0 => 0, 1 => random.Next(1, 20), _ => random.Next(1, 500) };

    private static int Setting(string name, int usual)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : usual;
}
