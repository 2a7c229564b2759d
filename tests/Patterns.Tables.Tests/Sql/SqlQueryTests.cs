using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests.Sql;

public sealed class SqlQueryTests
{
    private readonly TableStore _store = TableFixture.Store(new MemoryObjectStore());

    private sealed record RegionTotal(string Region, decimal? Revenue, long Orders);

    public sealed record Region(string Name, string? Country);

    [Fact]
    public async Task A_query_gives_batches_rows_and_a_data_reader()
    {
        await OrdersAsync();
        const string Text = "SELECT region, sum(amount) AS revenue, count(*) AS orders FROM sales.orders WHERE status = 'paid' GROUP BY region ORDER BY revenue DESC LIMIT 3";
        var expected = Order.Many(1, 1_000).Where(static order => order.Status == "paid").GroupBy(static order => order.Region)
            .Select(static group => new RegionTotal(group.Key, group.Sum(static order => order.Amount), group.LongCount()))
            .OrderByDescending(static row => row.Revenue).Take(3).ToList();

        var rows = await _store.Sql<RegionTotal>(Text).ToListAsync();
        await using var reader = await _store.Sql(Text).ExecuteReaderAsync();
        var read = new List<RegionTotal>();
        while (await reader.ReadAsync())
        {
            read.Add(new RegionTotal(reader.GetString(0), reader.GetDecimal(reader.GetOrdinal("REVENUE")), (long)reader["orders"]));
        }

        Assert.Equal(expected, rows);
        Assert.Equal(expected, read);
        Assert.Equal(expected.Select(static row => new object?[] { row.Region, row.Revenue, (decimal)row.Orders }), await SqlOracle.RowsAsync(_store, Text));
        Assert.Equal([typeof(string), typeof(decimal), typeof(long)], Enumerable.Range(0, 3).Select(reader.GetFieldType));
    }

    [Fact]
    public async Task Single_values_are_read_as_such()
    {
        await OrdersAsync();

        Assert.Equal([1_000L], await _store.Sql<long>("SELECT count(*) FROM sales.orders").ToListAsync());
        Assert.Equal(["Größe", "east"], (await _store.Sql<string>("SELECT DISTINCT region FROM sales.orders ORDER BY region LIMIT 2").ToListAsync()));
        await Assert.ThrowsAsync<SqlBindingException>(() => _store.Sql<long>("SELECT count(*), max(amount) FROM sales.orders").ToListAsync());
    }

    [Fact]
    public async Task Text_and_methods_end_in_the_same_plan()
    {
        var table = await OrdersAsync();

        var text = await _store.Sql("SELECT region AS region, count(*) AS n FROM sales.orders WHERE amount > 10 GROUP BY region ORDER BY n DESC LIMIT 5").ExplainAsync();
        var methods = table.Query().Where("amount > 10").GroupBy("region").Aggregate("count(*) AS `count(*)`").Select("region", "`count(*)` AS n").OrderByDescending("n").Take(5).Explain();

        Assert.Equal(methods.Plan, text.Plan);
        Assert.Equal(5, await (await _store.Sql("SELECT region FROM sales.orders GROUP BY region").BindAsync()).CountAsync());
    }

    [Fact]
    public async Task Each_run_sees_the_latest_version_and_each_bound_query_one()
    {
        var table = await OrdersAsync();
        var query = _store.Sql<long>("SELECT count(*) FROM sales.orders");
        var bound = await _store.Sql("SELECT order_id FROM sales.orders").BindAsync();

        await table.As<Order>().AppendAsync(Order.Many(2, 10, firstId: 5_000));

        Assert.Equal([1_010L], await query.ToListAsync());
        Assert.Equal(1_000, await bound.CountAsync());
    }

    [Theory]
    [InlineData("SELECT o.region, country FROM sales.orders AS o JOIN regions r ON o.region = r.name ORDER BY order_id")]
    [InlineData("SELECT sales.orders.region, regions.country FROM sales.orders, regions WHERE orders.region = regions.name ORDER BY orders.order_id")]
    [InlineData("SELECT region, country FROM regions INNER JOIN sales.orders ON name = region ORDER BY order_id")]
    public async Task Columns_are_found_by_name_and_by_table(string text)
    {
        await OrdersAsync();
        var regions = await RegionsAsync();

        var rows = await SqlOracle.RowsAsync(_store, text);

        var expected = Order.Many(1, 1_000).Where(order => regions.ContainsKey(order.Region)).Select(order => new object?[] { order.Region, regions[order.Region] });
        Assert.Equal(expected, rows);
    }

    [Fact]
    public async Task A_left_join_keeps_rows_without_a_counterpart()
    {
        await OrdersAsync();
        var regions = await RegionsAsync();

        var rows = await SqlOracle.RowsAsync(_store, "SELECT order_id, r.name, r.country FROM sales.orders o LEFT OUTER JOIN regions r ON o.region = r.name AND r.country = 'NL' WHERE r.name IS NULL OR amount > 5000 ORDER BY 1");

        var dutch = regions.Where(static pair => pair.Value == "NL").Select(static pair => pair.Key).ToHashSet();
        var expected = Order.Many(1, 1_000).Where(order => !dutch.Contains(order.Region) || order.Amount > 5000)
            .Select(order => new object?[] { (decimal)order.OrderId, dutch.Contains(order.Region) ? order.Region : null, dutch.Contains(order.Region) ? "NL" : null });
        Assert.Equal(expected, rows);
    }

    [Fact]
    public async Task A_key_that_occurs_twice_is_refused_by_name()
    {
        await OrdersAsync();
        await RegionsAsync();
        await (await _store.OpenAsync<Region>("regions")).AppendAsync([new Region("north", "BE")]);

        var error = await Assert.ThrowsAsync<DuplicateJoinKeyException>(() => SqlOracle.RowsAsync(_store, "SELECT country FROM sales.orders JOIN regions ON region = name"));

        Assert.Contains("north", error.Message, StringComparison.Ordinal);
    }

    public sealed record Day(long First, string Name);

    [Theory]
    [InlineData("SELECT count(*), sum(amount) FROM parts JOIN days ON order_id = first WHERE name = 'day 3'", 1, 1)]
    [InlineData("SELECT count(*), sum(amount) FROM parts JOIN days ON order_id = first WHERE name = 'day 35'", 0, 0)]
    [InlineData("SELECT count(*), sum(amount) FROM parts JOIN days ON order_id = first WHERE name LIKE 'day %'", 10, 10)]
    [InlineData("SELECT count(*), sum(amount) FROM parts LEFT JOIN days ON order_id = first AND name = 'day 3'", 10, 1_000)]
    public async Task Files_without_a_key_that_is_attached_are_not_read(string text, int files, int rows)
    {
        var table = await _store.CreateAsync<Order>("parts");
        foreach (var part in Order.Many(1, 1_000).Chunk(100))
        {
            await table.AppendAsync(part);
        }

        await (await _store.CreateAsync<Day>("days")).AppendAsync(Enumerable.Range(0, 10).Select(static index => new Day((index * 100) + 50, $"day {index}")));

        var analysis = await _store.Sql(text).AnalyzeAsync();
        var result = await SqlOracle.RowsAsync(_store, text);

        Assert.Equal(files + 1, analysis.FilesRead);
        Assert.Equal((decimal)rows, result[0][0]);
    }

    [Fact]
    public async Task What_is_computed_of_keys_makes_no_more_groups()
    {
        await OrdersAsync();

        var plan = (await _store.Sql("SELECT region, upper(region), quantity + 1, count(*) FROM sales.orders GROUP BY region, upper(region), quantity, quantity + 1").ExplainAsync()).Plan;
        var ofDoubles = (await _store.Sql("SELECT weight, CAST(weight AS string), count(*) FROM sales.orders GROUP BY weight, CAST(weight AS string)").ExplainAsync()).Plan;

        Assert.Contains("group by region AS region, quantity AS quantity: count(*)", plan, StringComparison.Ordinal);
        Assert.Contains("group by weight AS weight, CAST(weight AS string) AS", ofDoubles, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subqueries_named_queries_and_stars_are_expanded()
    {
        await OrdersAsync();
        await RegionsAsync();

        var rows = await SqlOracle.RowsAsync(
            _store,
            """
            WITH paid AS (SELECT * FROM sales.orders WHERE status = 'paid'), -- only these
                totals AS (SELECT region, sum(amount) AS total FROM paid GROUP BY region)
            SELECT t.*, upper(country) AS country, total / 2 AS half
            FROM totals AS t JOIN (SELECT name, country FROM regions WHERE country IS NOT NULL) AS r ON r.name = t.region
            ORDER BY t.region
            """);

        var regions = await RegionsAsync();
        var expected = Order.Many(1, 1_000).Where(order => order.Status == "paid" && regions.GetValueOrDefault(order.Region) is not null).GroupBy(static order => order.Region)
            .OrderBy(static group => group.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, Total: group.Sum(static order => order.Amount))).Select(row => new object?[] { row.Key, row.Total, regions[row.Key], row.Total / 2 });
        Assert.Equal(expected, rows);
    }

    [Fact]
    public async Task Columns_of_one_name_get_numbers()
    {
        await OrdersAsync();

        var schema = (await _store.Sql("SELECT region, region, amount AS region, a.*, count FROM (SELECT *, 1 AS count FROM sales.orders) AS a").BindAsync()).Schema;

        Assert.Equal(["region", "region_1", "region_2", "order_id", "region_3", "status"], schema.Fields.Take(6).Select(static field => field.Name));
        Assert.Equal(["count", "count_1"], schema.Fields.TakeLast(2).Select(static field => field.Name));
    }

    [Fact]
    public async Task A_condition_on_a_subquery_prunes_the_table_below()
    {
        await OrdersAsync();

        var plan = (await _store.Sql("SELECT n FROM (SELECT order_id AS n, upper(region) AS r FROM sales.orders) AS s WHERE n BETWEEN 5 AND 7").ExplainAsync()).Plan;

        Assert.Equal(
            """
            project order_id AS n
              scan sales/orders at version 1: order_id where order_id BETWEEN 5 AND 7

            """,
            plan);
    }

    [Fact]
    public async Task A_reader_of_no_rows_knows_its_columns()
    {
        await OrdersAsync();

        await using var reader = await _store.Sql("SELECT order_date, paid_at, is_gift FROM sales.orders WHERE order_id < 0").ExecuteReaderAsync();

        Assert.False(reader.HasRows);
        Assert.False(await reader.ReadAsync());
        Assert.Equal(["date", "timestamp", "boolean"], Enumerable.Range(0, 3).Select(reader.GetDataTypeName));
        Assert.Throws<InvalidOperationException>(() => reader.GetValue(0));
    }

    [Fact]
    public async Task A_reader_can_look_for_rows_before_it_reads_them()
    {
        await OrdersAsync();

        await using var reader = await _store.Sql("SELECT order_date, paid_at, quantity FROM sales.orders ORDER BY order_id").ExecuteReaderAsync();
        Assert.True(reader.HasRows);
        var values = new List<(DateTime Date, DateTime? PaidAt, int? Quantity)>();
        while (reader.Read())
        {
            values.Add((reader.GetDateTime(0), reader.IsDBNull(1) ? null : reader.GetDateTime(1), reader[2] as int?));
        }

        Assert.Equal(Order.Many(1, 1_000).Select(static order => (order.OrderDate.ToDateTime(TimeOnly.MinValue), order.PaidAt?.UtcDateTime, order.Quantity)), values);
    }

    private async Task<Table> OrdersAsync()
    {
        var table = await _store.CreateAsync<Order>("sales/orders");
        await table.AppendAsync(Order.Many(1, 1_000));
        return table.Untyped;
    }

    private async Task<Dictionary<string, string?>> RegionsAsync()
    {
        var rows = new Dictionary<string, string?> { ["north"] = "NL", ["south"] = "BE", ["east"] = null, ["elsewhere"] = "FR", ["west"] = "NL" };
        if (!await _store.ExistsAsync("regions"))
        {
            await (await _store.CreateAsync<Region>("regions")).AppendAsync(rows.Select(static pair => new Region(pair.Key, pair.Value)));
        }

        return rows;
    }
}
