using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Reading.Cache;
using Patterns.Tables.Tests.Sql;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Reading;

/// <summary>Columns that are asked for again come from memory, within a limit, and give the same rows.</summary>
public sealed class ReadCacheTests
{
    private readonly MemoryObjectStore _objects = new();

    private sealed record Event(long Id, string Text, int? Number, DateOnly Day);

    [Fact]
    public async Task The_third_run_reads_nothing_from_the_store()
    {
        var store = TableFixture.Store(_objects);
        await EventsAsync(50_000);
        const string Text = "SELECT text, sum(number) FROM events WHERE day < DATE '2026-06-01' GROUP BY text ORDER BY text";

        var first = await SqlOracle.RowsAsync(store, Text);
        var second = await SqlOracle.RowsAsync(store, Text);
        foreach (var path in (await _objects.PathsAsync()).Where(static path => path.EndsWith(".parquet", StringComparison.Ordinal)))
        {
            await _objects.DeleteAsync(path);
        }

        Assert.Equal(first, second);
        Assert.Equal(first, await SqlOracle.RowsAsync(store, Text));
        await Assert.ThrowsAsync<DataFileMissingException>(() => SqlOracle.RowsAsync(store, "SELECT sum(id) FROM events"));
        await Assert.ThrowsAsync<DataFileMissingException>(() => SqlOracle.RowsAsync(TableFixture.Store(_objects), Text));
    }

    [Fact]
    public async Task Without_a_limit_above_zero_nothing_is_kept()
    {
        await EventsAsync(5_000);
        var store = TableFixture.Store(_objects, options: new TableStoreOptions { QueryCacheLimit = 0 });
        for (var round = 0; round < 3; round++)
        {
            await SqlOracle.RowsAsync(store, "SELECT sum(number) FROM events");
        }

        foreach (var path in (await _objects.PathsAsync()).Where(static path => path.EndsWith(".parquet", StringComparison.Ordinal)))
        {
            await _objects.DeleteAsync(path);
        }

        await Assert.ThrowsAsync<DataFileMissingException>(() => SqlOracle.RowsAsync(store, "SELECT sum(number) FROM events"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Any_range_gives_the_same_rows_from_memory_as_from_the_file(int seed)
    {
        var random = new Random(seed);
        var rows = await EventsAsync(60_000);
        var store = TableFixture.Store(_objects);
        for (var round = 0; round < 60; round++)
        {
            var from = random.Next(-10, 60_000);
            var to = from + random.Next(0, random.OneIn(2) ? 50 : 30_000);
            var day = new DateOnly(2026, 1, 1).AddDays(random.Next(400));
            var limit = random.Next(120);

            var actual = await store.Sql<long>($"SELECT id FROM events WHERE id >= {from} AND id < {to} AND (day <> DATE '{day:yyyy-MM-dd}' OR number < {limit} OR text = 'text 3') ORDER BY id").ToListAsync();

            Assert.Equal(rows.Where(row => row.Id >= from && row.Id < to && (row.Day != day || row.Number < limit || row.Text == "text 3")).Select(static row => row.Id), actual);
        }
    }

    [Fact]
    public void Columns_beyond_the_limit_go_the_longest_unused_first()
    {
        using var cache = new ColumnCache(100_000);
        ChunkKey[] keys = [.. Enumerable.Range(0, 20).Select(static index => new ChunkKey("a.parquet", 1, index, "c"))];
        foreach (var key in keys)
        {
            using var column = Column(1_000);
            cache.Add(key, column);
            using var first = cache.TryGet(keys[0]);
            Assert.NotNull(first);
            Assert.InRange(cache.ByteCount, 1, 100_000);
        }

        Assert.Null(cache.TryGet(keys[1]));
        using var last = cache.TryGet(keys[^1]);
        Assert.Equal(1_000, last!.Values.Length);
        using var large = Column(10_000);
        cache.Add(new ChunkKey("b.parquet", 1, 0, "c"), large);
        Assert.Null(cache.TryGet(new ChunkKey("b.parquet", 1, 0, "c")));
    }

    [Fact]
    public void A_column_that_is_pushed_out_stays_good_for_those_who_have_it()
    {
        using var cache = new ColumnCache(50_000);
        var key = new ChunkKey("a.parquet", 1, 0, "c");
        using (var column = Column(1_000))
        {
            cache.Add(key, column);
        }

        using var held = cache.TryGet(key)!;
        cache.Dispose();

        Assert.Equal(999L, held.Values.GetValue(999));
        Assert.Null(cache.TryGet(key));
        Assert.Equal(0, cache.ByteCount);
    }

    [Fact]
    public void A_column_is_worth_keeping_when_it_is_asked_for_again()
    {
        using var small = new ColumnCache(10);
        Assert.True(small.IsEnabled);
        Assert.False(small.WasSeen(new ChunkKey("a", 1, 0, "c")));
        Assert.True(small.WasSeen(new ChunkKey("a", 1, 0, "c")));
        Assert.False(small.WasSeen(new ChunkKey("a", 2, 0, "c")));
    }

    private static CachedColumn Column(int rows)
    {
        using var builder = new ColumnBatchBuilder(Schema.Parse("n bigint"));
        for (var row = 0; row < rows; row++)
        {
            builder.Fixed<long>(0).Append(row);
        }

        using var batch = builder.Build();
        return new CachedColumn(batch.Columns[0].Share());
    }

    private async Task<List<Event>> EventsAsync(int count)
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, count)
            .Select(id => new Event(id, $"text {random.Next(5)}", random.OneIn(7) ? null : random.Next(100), new DateOnly(2026, 1, 1).AddDays(id * 365 / count))).ToList();
        var table = await TableFixture.Store(_objects).CreateAsync<Event>("events");
        foreach (var part in rows.Chunk(Math.Max(1, count / 2)))
        {
            await table.AppendAsync(part);
        }

        return rows;
    }
}
