using Patterns.Core;

namespace Patterns.Tables.Tests.Query;

public sealed class QueryAnalysisTests
{
    private readonly MemoryObjectStore _objects = new();

    public sealed record Region(string Name, string Country);

    [Fact]
    public async Task Each_step_counts_its_rows_and_what_was_read()
    {
        var store = TableFixture.Store(_objects);
        var orders = Order.Many(1, 1_000);
        var table = await store.CreateAsync<Order>("orders");
        foreach (var part in orders.Chunk(250))
        {
            await table.AppendAsync(part);
        }

        await (await store.CreateAsync<Region>("regions")).AppendAsync([new Region("north", "NL"), new Region("south", "BE")]);
        var query = store.Sql("SELECT country, count(*) AS n FROM orders JOIN regions ON region = name WHERE order_id <= 500 GROUP BY country ORDER BY country LIMIT 5");

        var analysis = await query.AnalyzeAsync();

        var joinedRows = orders.Take(500).Count(static order => order.Region is "north" or "south");
        Assert.Equal(2, analysis.RowCount);
        Assert.Equal((5, 3L, 3L, 3L), (analysis.FilesTotal, analysis.FilesRead, analysis.RowGroupsTotal, analysis.RowGroupsRead));
        Assert.InRange(analysis.BytesRead, 1_000, analysis.BytesTotal);
        var lines = analysis.Plan.Split('\n');
        Assert.Contains(lines, line => line.Contains("group by", StringComparison.Ordinal) && line.Contains("[2 rows, ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("join on", StringComparison.Ordinal) && line.Contains($"[{joinedRows} rows, ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("scan orders", StringComparison.Ordinal) && line.Contains("[500 rows, ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("scan regions", StringComparison.Ordinal) && line.Contains("[2 rows, ", StringComparison.Ordinal));
        Assert.Contains("files: 3 of 5 read", analysis.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_is_asked_again_reads_from_memory_and_the_log_needs_no_file()
    {
        var store = TableFixture.Store(_objects);
        var table = await store.CreateAsync<Order>("orders");
        await table.AppendAsync(Order.Many(1, 1_000));

        for (var round = 0; round < 2; round++)
        {
            var cold = await store.Sql("SELECT sum(amount) FROM orders").AnalyzeAsync();
            Assert.True(cold.BytesRead > 0);
            Assert.Equal(0, round == 0 ? cold.BytesCached : 0);
        }

        var hot = await store.Sql("SELECT sum(amount) FROM orders").AnalyzeAsync();
        var counted = await store.Sql("SELECT count(*), max(order_id) FROM orders").AnalyzeAsync();

        Assert.Equal(0, hot.BytesRead);
        Assert.True(hot.BytesCached > 8_000);
        Assert.Equal((0L, 0L, 1L), (counted.FilesRead, counted.BytesRead, counted.RowCount));
    }
}
