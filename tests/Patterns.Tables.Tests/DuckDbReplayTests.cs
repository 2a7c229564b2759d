using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

/// <summary>What this library writes, read by another engine straight from the log and the files.</summary>
public sealed class DuckDbReplayTests : IDisposable
{
    private static readonly Schema AllTypes = Schema.Parse(
        "a boolean, b tinyint, c smallint, d int NOT NULL, e bigint, f float, g double, h decimal(9,2), i decimal(18,0), j decimal(38,10), "
        + "k date, l timestamp, m timestamp_ntz, n string, o binary");

    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [DuckDbTheory]
    [InlineData(1, "")]
    [InlineData(2, "")]
    [InlineData(3, "n")]
    [InlineData(4, "k,b")]
    [InlineData(5, "a,h,l")]
    [InlineData(6, "j,m,c")]
    public async Task Another_engine_reads_equal_rows_at_every_version(int seed, string partitionColumns)
    {
        var random = new Random(seed);
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path), seed, new TableStoreOptions { TargetFileBytes = 16 << 10 });
        var table = await store.CreateAsync("types", AllTypes, builder => _ = partitionColumns.Length == 0 ? builder : builder.PartitionBy(partitionColumns.Split(',')));
        for (var version = 1; version <= 4; version++)
        {
            await table.AppendAsync(Batches(random, random.Next(1, 4), partitionColumns));
        }

        using var duck = DuckDb.OpenInMemory();
        for (var version = 0; version <= 4; version++)
        {
            var ours = new List<string>();
            var asOf = await table.AsOfAsync(version);
            await foreach (var batch in asOf.ReadBatchesAsync())
            {
                using (batch)
                {
                    ours.AddRange(CellText.Of(batch));
                }
            }

            var theirs = DuckDbReplay.Rows(duck, _folder["types"], version, AllTypes);
            Assert.Equal(theirs.Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
            Assert.Equal(theirs.Count, await asOf.CountAsync());
        }
    }

    [DuckDbFact]
    public async Task Statistics_in_the_log_enclose_what_another_engine_finds_in_the_files()
    {
        await using var store = TableFixture.Store(new FileObjectStore(_folder.Path));
        var table = await store.CreateAsync("types", AllTypes);
        var random = new Random(9);
        for (var append = 0; append < 8; append++)
        {
            await table.AppendAsync(Batches(random, 1, ""));
        }

        using var duck = DuckDb.OpenInMemory();
        foreach (var (path, _, stats, _) in DuckDbReplay.Files(duck, _folder["types"], table.Version))
        {
            using var json = JsonDocument.Parse(stats);
            var source = $"read_parquet('{path}')";
            Assert.Equal(duck.Query($"SELECT count(*) FROM {source}").Scalar, json.RootElement.GetProperty("numRecords").GetInt64());
            foreach (var field in AllTypes.Fields)
            {
                Assert.Equal(duck.Query($"SELECT count(*) - count({field.Name}) FROM {source}").Scalar, json.RootElement.GetProperty("nullCount").GetProperty(field.Name).GetInt64());
                foreach (var (bounds, comparison) in new[] { ("minValues", "<"), ("maxValues", ">") })
                {
                    if (json.RootElement.GetProperty(bounds).TryGetProperty(field.Name, out var bound))
                    {
                        var literal = bound.ValueKind == JsonValueKind.String ? $"'{bound.GetString()!.Replace("'", "''", StringComparison.Ordinal)}'" : $"'{bound.GetRawText()}'";
                        Assert.Equal(0L, duck.Query($"SELECT count(*) FROM {source} WHERE {field.Name} {comparison} CAST({literal} AS {CastType(duck, source, field.Name)})").Scalar);
                    }
                }
            }
        }
    }

    private static string CastType(DuckDb duck, string source, string column) => (string)duck.Query($"SELECT typeof({column}) FROM {source} LIMIT 1").Scalar!;

    private static async IAsyncEnumerable<ColumnBatch> Batches(Random random, int count, string partitionColumns)
    {
        for (var index = 0; index < count; index++)
        {
            await Task.Yield();
            yield return AnyBatch(random, random.Next(1, 40), partitionColumns.Split(','));
        }
    }

    /// <summary>Rows of every type, edges included; in partition columns few values, none of which another engine would print differently.</summary>
    private static ColumnBatch AnyBatch(Random random, int rowCount, string[] partitionColumns)
    {
        using var builder = new ColumnBatchBuilder(AllTypes);
        for (var row = 0; row < rowCount; row++)
        {
            for (var column = 0; column < AllTypes.Count; column++)
            {
                var isPartition = partitionColumns.Contains(AllTypes[column].Name);
                if (AllTypes[column].Nullable && random.OneIn(6))
                {
                    builder.Columns[column].AppendNull();
                }
                else
                {
                    Append(builder.Columns[column], isPartition ? new Random(random.Next(2)) : random, isPartition);
                }
            }
        }

        return builder.Build();
    }

    private static void Append(ColumnBuilder builder, Random random, bool isPartition)
    {
        switch (builder)
        {
            case BooleanColumnBuilder column:
                column.Append(random.OneIn(2));
                break;
            case FixedColumnBuilder<sbyte> column:
                column.Append((sbyte)random.AnyInt64());
                break;
            case FixedColumnBuilder<short> column:
                column.Append((short)random.AnyInt64());
                break;
            case FixedColumnBuilder<int> column:
                column.Append(column.Type.Kind == DataTypeKind.Date ? random.Next(-700_000, 2_900_000) : (int)random.AnyInt64());
                break;
            case FixedColumnBuilder<long> { Type: DecimalType type } column:
                column.Append(random.NextInt64(-(long)Math.Pow(10, type.Precision) + 1, (long)Math.Pow(10, type.Precision)));
                break;
            case FixedColumnBuilder<long> column:
                column.Append(column.Type.Kind == DataTypeKind.Int64 ? random.AnyInt64() : random.NextInt64(-60_000_000_000_000_000, 250_000_000_000_000_000));
                break;
            case FixedColumnBuilder<Int128> column:
                column.Append((Int128)random.AnyInt64() * random.Next());
                break;
            case FixedColumnBuilder<float> column:
                column.Append((float)random.AnyDouble());
                break;
            case FixedColumnBuilder<double> column:
                column.Append(random.AnyDouble());
                break;
            case BinaryColumnBuilder { Type.Kind: DataTypeKind.Binary } column:
                column.Append(random.AnyBytes());
                break;
            case BinaryColumnBuilder column:
                column.Append(isPartition ? $"value {random.Next()} / ü" : random.AnyText(50));
                break;
        }
    }
}
