using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests.Query;

public sealed class TableQueryTests
{
    private readonly MemoryObjectStore _objects = new();

    [Fact]
    public async Task Text_says_what_lambdas_say()
    {
        var table = await OrdersAsync();

        var query = table.Query()
            .Where("amount > 10")
            .GroupBy("region", "year(order_date) AS year")
            .Aggregate("count(*) AS orders", "sum(amount) AS revenue", "count(DISTINCT status)")
            .Where("orders > 5")
            .OrderByDescending("orders").ThenBy("region")
            .Take(3);
        var rows = await RowsAsync(query);

        Assert.Equal("region string NOT NULL, year int NOT NULL, orders bigint NOT NULL, revenue decimal(20,2), `count(DISTINCT status)` bigint NOT NULL", query.Schema.ToString());
        var expected = Order.Many(1, 1_000).Where(static order => order.Amount > 10).GroupBy(static order => order.Region)
            .OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key, StringComparer.Ordinal).Take(3)
            .Select(static group => new object?[] { group.Key, 2026, group.LongCount(), group.Sum(static order => order.Amount), 3L });
        Assert.Equal(expected, rows);
    }

    [Fact]
    public async Task Columns_are_computed_and_named()
    {
        var table = await OrdersAsync();

        var rows = await RowsAsync(table.Query().Select("order_id", "upper(region) AS `the region`", "amount * 2").OrderBy("order_id").Take(1));

        var first = Order.Many(1, 1)[0];
        Assert.Equal([1L, first.Region.ToUpperInvariant(), first.Amount * 2], rows.Single());
        Assert.Equal(["order_id", "the region", "amount * 2"], table.Query().Select("order_id", "upper(region) AS `the region`", "amount * 2").Schema.Fields.Select(static field => field.Name));
    }

    [Fact]
    public async Task An_aggregate_of_no_rows_is_one_row()
    {
        var table = await TableFixture.Store(_objects).CreateAsync<Order>("orders");

        var rows = await RowsAsync(table.Untyped.Query().Aggregate("count(*) AS n", "sum(amount) AS total"));

        Assert.Equal([0L, null], rows.Single());
        Assert.Empty(await RowsAsync(table.Untyped.Query().GroupBy("region").Aggregate("count(*) AS n")));
    }

    [Fact]
    public async Task The_result_does_not_depend_on_the_number_of_threads()
    {
        await OrdersAsync();
        var results = new List<object?[][]>();
        foreach (var threads in new[] { 1, 2, 5 })
        {
            var table = await TableFixture.Store(_objects, options: new TableStoreOptions { QueryThreads = threads }).OpenAsync("orders");
            results.Add([.. await RowsAsync(table.Query().GroupBy("region", "status").Aggregate("sum(weight) AS weight", "avg(weight) AS mean", "min(order_id) AS first"))]);
        }

        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public async Task Only_the_columns_that_are_needed_are_read()
    {
        var table = await OrdersAsync();

        var plan = table.Query().Where("amount > 10").Where("status = 'paid'").GroupBy("region").Aggregate("count(*) AS n", "max(weight) AS w").Select("region", "n").Take(5).Explain().Plan;

        Assert.Equal(
            """
            limit 5 offset 0
              project region AS region, n AS n
                group by region AS region: count(*) AS n
                  scan orders at version 10: region where amount > 10 AND status = 'paid'

            """,
            plan);
    }

    [Fact]
    public async Task An_explanation_counts_files_and_bytes()
    {
        var table = await OrdersAsync();

        var explanation = table.Query().Where("order_id <= 100").Aggregate("sum(amount) AS a").Explain();

        Assert.Equal((10, 1), (explanation.FilesTotal, explanation.FilesRead));
        Assert.Equal(table.ByteCount, explanation.BytesTotal);
        Assert.InRange(explanation.BytesInFilesRead, 1, table.ByteCount / 2);
        Assert.Contains("files: 1 of 10 to read", explanation.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_show_where_they_are_written()
    {
        var query = (await OrdersAsync()).Query();

        Assert.ThrowsAny<PatternsException>(() => query.Where("amount >"));
        Assert.ThrowsAny<PatternsException>(() => query.Where("price > 1"));
        Assert.Throws<ArgumentException>(() => query.Where("amount + 1"));
        Assert.Throws<ArgumentException>(() => query.Select("amount AS 1x"));
        Assert.Throws<ArgumentException>(() => query.Select("amount a b"));
        Assert.Throws<ArgumentException>(() => query.Select("amount AS a", "weight AS a"));
        Assert.Throws<ArgumentException>(() => query.GroupBy("region").Aggregate("amount AS a"));
        Assert.Throws<ArgumentException>(() => query.GroupBy("region").Aggregate("sum(amount) + 1 AS a"));
        Assert.ThrowsAny<Exception>(() => query.OrderBy("price"));
        Assert.Throws<ArgumentOutOfRangeException>(() => query.Take(-1));
    }

    [Fact]
    public async Task A_failing_file_ends_the_query_with_its_error()
    {
        var table = await OrdersAsync();
        var file = (await _objects.PathsAsync("orders/part-")).First();
        await _objects.PutAsync(file, new byte[100]);

        await Assert.ThrowsAsync<ParquetFormatException>(() => RowsAsync(table.Query().GroupBy("region").Aggregate("count(*) AS n")));
        await _objects.DeleteAsync(file);
        await Assert.ThrowsAsync<DataFileMissingException>(() => RowsAsync(table.Query().GroupBy("region").Aggregate("count(*) AS n")));
    }

    private static async Task<List<object?[]>> RowsAsync(TableQuery query)
    {
        var rows = new List<object?[]>();
        await foreach (var batch in query.ToBatchesAsync())
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns.Select(column => column.GetValue(row)).ToArray()));
            }
        }

        return rows;
    }

    private async Task<Table> OrdersAsync()
    {
        var table = await TableFixture.Store(_objects).CreateAsync<Order>("orders");
        foreach (var part in Order.Many(1, 1_000).Chunk(100))
        {
            await table.AppendAsync(part);
        }

        return table.Untyped;
    }
}
