using Patterns.Core;
using Patterns.Tables.Tests.Sql;

namespace Patterns.Tables.Tests.Query;

/// <summary>Counts and extremes come from the log where it knows them exactly, and from the files where it does not.</summary>
public sealed class LogAnswerTests
{
    private readonly MemoryObjectStore _objects = new();

    [Fact]
    public async Task Exact_statistics_answer_without_the_files()
    {
        await OrdersAsync();
        await DeleteFilesAsync();

        var rows = await SqlOracle.RowsAsync(
            TableFixture.Store(_objects),
            "SELECT count(*), count(status), min(order_id), max(order_id), min(amount), max(order_date), min(region), max(region), min(quantity) FROM orders");

        var orders = Order.Many(1, 1_000);
        var expected = await ExpectedAsync(orders, "SELECT count(*), count(status), min(order_id), max(order_id), min(amount), max(order_date), min(region), max(region), min(quantity) FROM orders WHERE order_id > 0");
        Assert.Equal(expected, rows);
    }

    [Theory]
    [InlineData("SELECT min(paid_at) FROM orders")]
    [InlineData("SELECT max(weight) FROM orders")]
    [InlineData("SELECT sum(amount) FROM orders")]
    [InlineData("SELECT count(*), count(DISTINCT region) FROM orders")]
    [InlineData("SELECT max(amount + 1) FROM orders")]
    [InlineData("SELECT count(*) FROM orders WHERE amount > 10")]
    [InlineData("SELECT region, count(*) FROM orders GROUP BY region")]
    public async Task Everything_else_is_read(string text)
    {
        await OrdersAsync();
        await DeleteFilesAsync();

        await Assert.ThrowsAsync<DataFileMissingException>(() => SqlOracle.RowsAsync(TableFixture.Store(_objects), text));
    }

    [Fact]
    public async Task Cut_texts_are_no_answer()
    {
        var table = await TableFixture.Store(_objects).CreateAsync("texts", Schema.Parse("t string"));
        using (var builder = new Columnar.ColumnBatchBuilder(table.Schema))
        {
            builder.Binary(0).Append(new string('a', 40) + "x");
            builder.Binary(0).Append(new string('b', 40));
            await table.AppendAsync(new[] { builder.Build() }.ToAsyncEnumerable());
        }

        Assert.Equal([[new string('a', 40) + "x", new string('b', 40)]], await SqlOracle.RowsAsync(TableFixture.Store(_objects), "SELECT min(t), max(t) FROM texts"));
        await DeleteFilesAsync();
        await Assert.ThrowsAsync<DataFileMissingException>(() => SqlOracle.RowsAsync(TableFixture.Store(_objects), "SELECT min(t) FROM texts"));
    }

    [Fact]
    public async Task A_table_without_rows_has_no_extremes()
    {
        await TableFixture.Store(_objects).CreateAsync<Order>("orders");

        Assert.Equal([[0m, 0m, null, null]], await SqlOracle.RowsAsync(TableFixture.Store(_objects), "SELECT count(*), count(region), min(order_id), max(region) FROM orders"));
    }

    private async Task OrdersAsync()
    {
        var table = await TableFixture.Store(_objects).CreateAsync<Order>("orders");
        foreach (var part in Order.Many(1, 1_000).Chunk(300))
        {
            await table.AppendAsync(part);
        }
    }

    private static async Task<List<object?[]>> ExpectedAsync(Order[] orders, string text)
    {
        var objects = new MemoryObjectStore();
        await (await TableFixture.Store(objects).CreateAsync<Order>("orders")).AppendAsync(orders);
        return await SqlOracle.RowsAsync(TableFixture.Store(objects), text);
    }

    private async Task DeleteFilesAsync()
    {
        foreach (var path in (await _objects.PathsAsync()).Where(static path => path.EndsWith(".parquet", StringComparison.Ordinal)))
        {
            await _objects.DeleteAsync(path);
        }
    }
}
