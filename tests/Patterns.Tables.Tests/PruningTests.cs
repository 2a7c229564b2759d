using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

public sealed class PruningTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly FlakyObjectStore _watched;
    private readonly TableStore _store;

    public PruningTests()
    {
        _watched = new FlakyObjectStore(_objects, static _ => Fault.None);
        _store = TableFixture.Store(_watched);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData("order_id = 250", 1)]
    [InlineData("order_id > 350", 2)]
    [InlineData("order_id BETWEEN 150 AND 250", 2)]
    [InlineData("order_id < 0", 0)]
    [InlineData("order_id IN (5, 405)", 2)]
    [InlineData("order_id = 250 AND region = 'zzz'", 0)]
    [InlineData("quantity IS NULL", 5)]
    [InlineData("region IS NULL", 0)]
    public async Task Files_without_such_rows_are_not_opened(string filter, int filesOpened)
    {
        var table = await FiveFilesAsync();
        var condition = Expression.Parse(filter);

        Assert.Equal(filesOpened, table.Untyped.Query().Where(condition).Explain().FilesRead);
        var before = OpenedFiles();
        var rows = await table.Untyped.RowsAsync<Order>(condition);

        Assert.Equal(filesOpened, OpenedFiles() - before);
        Assert.Equal(await ModelAsync(table, condition), rows);
    }

    [Theory]
    [InlineData("region = 'north'")]
    [InlineData("region = 'north' AND status = 'paid'")]
    [InlineData("region > 'north' OR order_id = 17")]
    [InlineData("status IS NULL")]
    [InlineData("order_date >= DATE '2026-06-01' AND region <> 'east'")]
    public async Task Partitions_without_such_rows_are_not_opened(string filter)
    {
        var table = await _store.CreateAsync<Order>("orders", builder => builder.PartitionBy(order => order.Region, order => order.Status));
        await table.AppendAsync(Order.Many(1, 500));
        await table.AppendAsync(Order.Many(2, 500, 501));
        var condition = Expression.Parse(filter);

        var explanation = table.Untyped.Query().Where(condition).Explain();
        var rows = await table.Untyped.RowsAsync<Order>(condition);

        Assert.True(explanation.FilesRead < explanation.FilesTotal || filter.Contains("OR", StringComparison.Ordinal), explanation.ToString());
        Assert.True(explanation.BytesInFilesRead <= explanation.BytesTotal);
        Assert.Equal(await ModelAsync(table, condition), rows);
    }

    [Fact]
    public async Task Random_filters_lose_no_row_whatever_is_ruled_out()
    {
        var random = new Random(3);
        var table = await _store.CreateAsync<Order>("orders", builder => builder.PartitionBy(order => order.Status));
        for (var append = 0; append < 6; append++)
        {
            await table.AppendAsync(Order.Many(append, 40, append * 100).Select(order => order with { Amount = order.Amount + (append * 5_000), PaidAt = order.PaidAt?.AddDays(append * 30) }));
        }

        for (var round = 0; round < 150; round++)
        {
            var condition = AnyCondition(random, 2);
            Assert.Equal(await ModelAsync(table, condition), await table.Untyped.RowsAsync<Order>(condition));
        }
    }

    [Fact]
    public async Task Damaged_statistics_cost_time_and_no_rows()
    {
        var table = await FiveFilesAsync();
        var path = "orders/_delta_log/00000000000000000003.json";
        var text = System.Text.Encoding.UTF8.GetString(await _objects.ReadAllAsync(path));
        await _objects.PutAsync(path, System.Text.Encoding.UTF8.GetBytes(text.Replace("numRecords", "numRec", StringComparison.Ordinal)));

        var opened = await _store.OpenAsync("orders");

        Assert.Equal(500, await opened.CountAsync());
        Assert.Equal(2, opened.Query().Where("order_id = 50").Explain().FilesRead);
        Assert.Equal(await ModelAsync(table, Expression.Parse("order_id = 250")), await opened.RowsAsync<Order>(Expression.Parse("order_id = 250")));
    }

    private static Expression AnyCondition(Random random, int depth) => depth > 0 && random.Next(2) == 0
        ? random.Next(3) switch
        {
            0 => Expression.And(AnyCondition(random, depth - 1), AnyCondition(random, depth - 1)),
            1 => Expression.Or(AnyCondition(random, depth - 1), AnyCondition(random, depth - 1)),
            _ => Expression.Not(AnyCondition(random, depth - 1)),
        }
        : Expression.Parse(random.Next(8) switch
        {
            0 => $"order_id {Comparison(random)} {random.Next(-50, 700)}",
            1 => $"amount {Comparison(random)} {random.Next(-10, 40_000)}.5",
            2 => $"status {Comparison(random)} '{random.Pick(["paid", "open", "x"])}'",
            3 => $"region {Comparison(random)} '{random.Pick(["north", "south", "Größe", "n"])}'",
            4 => $"paid_at {Comparison(random)} TIMESTAMP '2026-{random.Next(1, 13):D2}-01T00:00:00Z'",
            5 => random.Pick(["status IS NULL", "quantity IS NOT NULL", "paid_at IS NULL"]),
            6 => $"weight {Comparison(random)} {random.Next(100)}.25",
            _ => $"order_date {Comparison(random)} DATE '2026-{random.Next(1, 13):D2}-15'",
        });

    private static string Comparison(Random random) => random.Pick(["=", "<>", "<", "<=", ">", ">=", "<=>"]);

    private static async Task<List<Order>> ModelAsync(Table<Order> table, Expression condition)
    {
        var binder = new RowBinder<Order>();
        using var batch = binder.Write((await table.Untyped.RowsAsync<Order>()).ToArray());
        using var passing = condition.Bind(batch.Schema).Filter(batch);
        return [.. binder.Read(passing)];
    }

    private int OpenedFiles() => _watched.Calls.Count(static call => call.Operation == StoreOperation.Open && call.Path.EndsWith(".parquet", StringComparison.Ordinal));

    private async Task<Table<Order>> FiveFilesAsync()
    {
        var table = await _store.CreateAsync<Order>("orders");
        for (var file = 0; file < 5; file++)
        {
            await table.AppendAsync(Order.Many(file, 100, file * 100));
        }

        return table;
    }
}
