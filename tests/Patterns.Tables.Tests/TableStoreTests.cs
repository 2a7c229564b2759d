using Patterns.Core;

namespace Patterns.Tables.Tests;

public sealed class TableStoreTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public TableStoreTests() => _store = TableFixture.Store(_objects);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_table_has_one_column_per_property()
    {
        var table = await _store.CreateAsync<Order>("sales/orders");

        Assert.Equal(
            "order_id bigint NOT NULL, region string NOT NULL, status string, amount decimal(10,2) NOT NULL, quantity int, order_date date NOT NULL, "
            + "paid_at timestamp, weight double NOT NULL, is_gift boolean NOT NULL",
            table.Untyped.Schema.ToString());
        Assert.Equal((0, "sales/orders"), (table.Version, table.Path));
    }

    [Fact]
    public async Task What_was_created_is_opened_the_same()
    {
        var schema = Schema.Parse("id bigint NOT NULL, day date, amount decimal(20,4) COMMENT 'net'");
        await _store.CreateAsync("t", schema, table => table.Check("positive", "amount > 0").PartitionBy("day").Describe("what it is"));

        var opened = await _store.OpenAsync("t");

        Assert.Equal(schema, opened.Schema);
        Assert.Equal(["day"], opened.PartitionColumns);
        Assert.Equal("amount > 0", opened.Checks["positive"]);
        Assert.Equal("what it is", opened.Description);
        Assert.Equal((0, 0, 0), (opened.Version, opened.FileCount, opened.ByteCount));
    }

    [Theory]
    [InlineData("id bigint", null, 1, 2)]
    [InlineData("id bigint NOT NULL", null, 1, 2)]
    [InlineData("id bigint", "id > 0", 1, 3)]
    [InlineData("id timestamp_ntz", null, 3, 7)]
    public async Task The_protocol_is_the_lowest_that_the_table_needs(string ddl, string? check, int reader, int writer)
    {
        var table = await _store.CreateAsync("t", Schema.Parse(ddl), builder => _ = check is null ? builder : builder.Check("c", check));

        Assert.Equal((reader, writer), (table.Snapshot.Protocol.MinReaderVersion, table.Snapshot.Protocol.MinWriterVersion));
        Assert.Equal(reader == 3 ? ["timestampNtz"] : null, table.Snapshot.Protocol.ReaderFeatures);
    }

    [Fact]
    public async Task A_path_holds_one_table()
    {
        await _store.CreateAsync<Order>("sales/orders");

        var taken = await Assert.ThrowsAsync<TableExistsException>(() => _store.CreateAsync<Order>("sales/orders"));

        Assert.Equal("sales/orders", taken.TablePath);
    }

    [Fact]
    public async Task Of_several_creators_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(async () =>
        {
            try
            {
                await TableFixture.Store(_objects, seed).CreateAsync<Order>("sales/orders");
                return true;
            }
            catch (TableExistsException)
            {
                return false;
            }
        })));

        Assert.Single(outcomes, true);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_said_so()
    {
        var missing = await Assert.ThrowsAsync<TableNotFoundException>(() => _store.OpenAsync("nowhere"));

        Assert.Contains("'nowhere/_delta_log'", missing.Message, StringComparison.Ordinal);
        Assert.False(await _store.ExistsAsync("nowhere"));
    }

    [Fact]
    public async Task Tables_are_listed_by_prefix_in_order()
    {
        foreach (var path in new[] { "sales/orders", "sales/order", "sales/orders/archive", "finance/payments" })
        {
            await (await _store.CreateAsync<Order>(path)).AppendAsync(Order.Many(1, 3));
        }

        await _objects.PutAsync("sales/notes.txt", new byte[1]);

        Assert.Equal(["finance/payments", "sales/order", "sales/orders", "sales/orders/archive"], (await _store.ListAsync().ToListAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(["finance/payments"], await _store.ListAsync("fin").ToListAsync());
        Assert.True(await _store.ExistsAsync("sales/orders"));
    }

    [Theory]
    [InlineData("a b bigint", "'a b'")]
    [InlineData("`x;y` bigint", "'x;y'")]
    [InlineData("", "empty")]
    public async Task Columns_that_other_engines_refuse_are_refused(string ddl, string about)
    {
        var schema = ddl.Length == 0 ? Schema.Empty : ddl.StartsWith('`') ? Schema.Parse(ddl) : new Schema(new Field("a b", DataType.Int64));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _store.CreateAsync("t", schema));

        Assert.Contains(about, refused.Message, StringComparison.Ordinal);
        Assert.False(await _store.ExistsAsync("t"));
    }

    [Fact]
    public async Task Columns_that_differ_only_in_case_are_refused()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _store.CreateAsync("t", Schema.Parse("Id bigint, ID string")));

        Assert.Contains("'Id' and 'ID'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_that_does_not_fit_the_columns_is_refused_when_the_table_is_created()
    {
        await Assert.ThrowsAnyAsync<PatternsException>(() => _store.CreateAsync<Order>("t", table => table.Check("c", "amount >")));
        await Assert.ThrowsAnyAsync<Exception>(() => _store.CreateAsync<Order>("t", table => table.Check("c", "price > 1")));
        await Assert.ThrowsAnyAsync<Exception>(() => _store.CreateAsync<Order>("t", table => table.Check("c", "amount + 1")));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.CreateAsync<Order>("t", table => table.Check("c", "amount > 1").Check("C", "amount > 2")));
        Assert.False(await _store.ExistsAsync("t"));
    }

    [Fact]
    public async Task Partition_columns_are_named_by_properties()
    {
        var table = await _store.CreateAsync<Order>("t", builder => builder.PartitionBy(order => order.OrderDate, order => order.Region));

        Assert.Equal(["order_date", "region"], table.Untyped.PartitionColumns);
        await Assert.ThrowsAsync<ArgumentException>(() => _store.CreateAsync<Order>("u", builder => builder.PartitionBy(order => order.Region.Length)));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.CreateAsync<Order>("u", builder => builder.PartitionBy(order => order.Region, order => order.Region)));
    }

    [Fact]
    public void Options_out_of_range_are_refused_with_limit_and_value()
    {
        var refused = Assert.Throws<ArgumentException>(() => new TableStore(_objects, new TableStoreOptions { RowsPerBatch = 0 }));

        Assert.Contains("1 to 1048576 rows, but is 0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disposed_store_opens_nothing()
    {
        await _store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => _store.OpenAsync("t"));
    }
}
