using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests;

public sealed class AppendTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public AppendTests() => _store = TableFixture.Store(_objects);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Rows_come_back_equal_and_in_order()
    {
        var table = await _store.CreateAsync<Order>("orders");
        var orders = Order.Many(1, 1_000);

        var result = await table.AppendAsync(orders);

        Assert.Equal((1, 1_000, 1, false), (result.Version, result.RowCount, result.FileCount, result.AlreadyApplied));
        Assert.Equal(orders, await table.Untyped.RowsAsync<Order>());
        Assert.Equal(orders, await (await _store.OpenAsync("orders")).RowsAsync<Order>());
        Assert.Equal(1_000, await table.CountAsync());
        Assert.Equal(table.Untyped.ByteCount, result.ByteCount);
    }

    [Fact]
    public async Task Every_append_is_a_version_and_every_version_stays_readable()
    {
        var table = await _store.CreateAsync<Order>("orders");
        var model = new List<Order[]> { Array.Empty<Order>() };
        for (var version = 1; version <= 10; version++)
        {
            var rows = Order.Many(version, version * 7, version * 1_000);
            await table.AppendAsync(rows);
            model.Add([.. model[^1], .. rows]);
        }

        for (var version = 0; version <= 10; version++)
        {
            var asOf = await table.AsOfAsync(version);
            Assert.Equal(version, asOf.Version);
            Assert.Equal(model[version], await asOf.Untyped.RowsAsync<Order>());
            Assert.Equal(model[version].Length, await asOf.CountAsync());
        }
    }

    [Fact]
    public async Task A_version_of_the_past_cannot_be_appended_to()
    {
        var table = await _store.CreateAsync<Order>("orders");
        await table.AppendAsync(Order.Many(1, 1));

        var asOf = await table.AsOfAsync(0);

        await Assert.ThrowsAsync<InvalidOperationException>(() => asOf.AppendAsync(Order.Many(2, 1)));
        await Assert.ThrowsAsync<InvalidOperationException>(() => asOf.RefreshAsync());
        await Assert.ThrowsAsync<VersionNotFoundException>(() => table.AsOfAsync(2));
    }

    [Fact]
    public async Task An_open_table_sees_the_appends_of_others_after_a_refresh()
    {
        var table = await _store.CreateAsync<Order>("orders");
        var other = await _store.OpenAsync<Order>("orders");
        await table.AppendAsync(Order.Many(1, 5));
        Assert.Equal(0, other.Version);

        Assert.Equal(1, await other.RefreshAsync());

        Assert.Equal(5, await other.CountAsync());
    }

    [Fact]
    public async Task No_rows_make_no_version()
    {
        var table = await _store.CreateAsync<Order>("orders");

        var result = await table.AppendAsync(Array.Empty<Order>());

        Assert.Equal((0, 0, 0), (result.Version, result.RowCount, result.FileCount));
        Assert.Single(await _objects.PathsAsync());
    }

    [Fact]
    public async Task Rows_that_break_rules_are_listed_and_nothing_is_left_behind()
    {
        var table = await _store.CreateAsync<Order>("orders", builder => builder.Check("amount_not_negative", "amount >= 0").Check("small", "quantity < 50"));
        var orders = Order.Many(1, 3_000).Select(static order => order with { Amount = 5, Quantity = 7 }).ToArray();
        orders[9] = orders[9] with { Amount = -3 };
        orders[2_500] = orders[2_500] with { Region = null!, Quantity = null, Amount = -4 };

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(orders));

        Assert.Equal((3_000, 2), (rejected.RowCount, rejected.RejectedRowCount));
        Assert.Equal(
            [
                new RejectedRow(10, "amount_not_negative", "amount", "-3.00", "amount is '-3.00', which does not fulfil amount >= 0"),
                new RejectedRow(2_501, "NOT NULL", "region", null, "it is null"),
                new RejectedRow(2_501, "amount_not_negative", "amount", "-4.00", "amount is '-4.00', which does not fulfil amount >= 0"),
                new RejectedRow(2_501, "small", "quantity", null, "quantity is null, which does not fulfil quantity < 50"),
            ],
            rejected.Rejections);
        Assert.Contains("2 of 3000 rows", rejected.Message, StringComparison.Ordinal);
        Assert.Single(await _objects.PathsAsync());
        Assert.Equal(0, await table.RefreshAsync());
    }

    [Fact]
    public async Task A_value_that_its_column_cannot_hold_is_rejected_with_its_row()
    {
        var table = await _store.CreateAsync<Order>("orders");
        var orders = Order.Many(1, 100);
        orders[41] = orders[41] with { Amount = 1.005m };
        orders[42] = orders[42] with { Region = null! };

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(orders));

        Assert.Equal((100, 2), (rejected.RowCount, rejected.RejectedRowCount));
        Assert.Equal([(42, "TYPE", "amount"), (43, "NOT NULL", "region")], rejected.Rejections.Select(static row => (row.RowNumber, row.Rule, row.Column)));
        Assert.Contains("1.005", rejected.Rejections[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_rejected_rows_are_counted_and_the_first_are_listed()
    {
        var store = TableFixture.Store(_objects, options: new TableStoreOptions { MaxReportedRejections = 3, RowsPerBatch = 64 });
        var table = await store.CreateAsync<Order>("orders", builder => builder.Check("none", "order_id < 0"));

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Order.Many(1, 1_000)));

        Assert.Equal((1_000, 1_000, 3), (rejected.RowCount, rejected.RejectedRowCount, rejected.Rejections.Count));
    }

    [Fact]
    public async Task Files_are_closed_at_their_target_size_and_committed_together()
    {
        var store = TableFixture.Store(_objects, options: new TableStoreOptions { TargetFileBytes = 1_024, RowsPerBatch = 500 });
        var table = await store.CreateAsync<Order>("orders");
        var orders = Order.Many(1, 270_000);

        var result = await table.AppendAsync(orders);

        Assert.True(result.FileCount > 1, $"{result.FileCount} files");
        Assert.Equal(1, result.Version);
        Assert.Equal(result.FileCount, table.Untyped.FileCount);
        Assert.Equal(270_000, await table.CountAsync());
        Assert.Equal(orders.Take(10), (await table.Untyped.RowsAsync<Order>()).Take(10));
    }

    [Fact]
    public async Task Rejection_after_files_were_completed_deletes_them()
    {
        var store = TableFixture.Store(_objects, options: new TableStoreOptions { TargetFileBytes = 1_024 });
        var table = await store.CreateAsync<Order>("orders");
        var orders = Order.Many(1, 265_000).Append(Order.Many(2, 1)[0] with { Region = null! });

        await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(orders));

        Assert.Single(await _objects.PathsAsync());
    }

    [Fact]
    public async Task An_enumeration_that_fails_leaves_nothing_behind()
    {
        var table = await _store.CreateAsync<Order>("orders");
        var orders = Order.Many(1, 20_000).Select((order, index) => index == 19_999 ? throw new InvalidOperationException("source") : order);

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.AppendAsync(orders));

        Assert.Single(await _objects.PathsAsync());
    }

    [Fact]
    public async Task A_cancelled_append_leaves_nothing_behind()
    {
        var table = await _store.CreateAsync<Order>("orders");
        using var cancellation = new CancellationTokenSource();
        var orders = Order.Many(1, 100_000).Select((order, index) =>
        {
            if (index == 50_000)
            {
                cancellation.Cancel();
            }

            return order;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => table.AppendAsync(orders, cancellationToken: cancellation.Token));

        Assert.Single(await _objects.PathsAsync());
    }

    [Fact]
    public async Task A_load_is_applied_once()
    {
        var table = await _store.CreateAsync<Order>("orders");
        var load = new AppendOptions { Source = "erp", Sequence = 42 };

        var first = await table.AppendAsync(Order.Many(1, 5), load);
        var second = await table.AppendAsync(Order.Many(1, 5), load);
        var earlier = await (await _store.OpenAsync<Order>("orders")).AppendAsync(Order.Many(1, 5), new AppendOptions { Source = "erp", Sequence = 41 });
        var later = await table.AppendAsync(Order.Many(2, 6), new AppendOptions { Source = "erp", Sequence = 43 });
        var elsewhere = await table.AppendAsync(Order.Many(3, 7), new AppendOptions { Source = "crm", Sequence = 1 });

        Assert.Equal([false, true, true, false, false], new[] { first, second, earlier, later, elsewhere }.Select(static result => result.AlreadyApplied));
        Assert.Equal((1, 0), (second.Version, second.RowCount));
        Assert.Equal(18, await table.CountAsync());
    }

    [Fact]
    public async Task A_load_without_rows_is_remembered()
    {
        var table = await _store.CreateAsync<Order>("orders");
        var load = new AppendOptions { Source = "erp", Sequence = 0 };

        Assert.False((await table.AppendAsync([], load)).AlreadyApplied);
        Assert.True((await table.AppendAsync([], load)).AlreadyApplied);
        Assert.Equal(1, table.Version);
    }

    [Fact]
    public async Task The_same_load_by_several_writers_is_applied_once()
    {
        await _store.CreateAsync<Order>("orders");

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(seed => Task.Run(async () =>
        {
            var table = await TableFixture.Store(_objects, seed).OpenAsync<Order>("orders");
            return await table.AppendAsync(Order.Many(1, 50), new AppendOptions { Source = "erp", Sequence = 7 });
        })));

        Assert.Single(results, static result => !result.AlreadyApplied);
        Assert.Equal(50, await (await _store.OpenAsync("orders")).CountAsync());
        Assert.Equal(3, (await _objects.PathsAsync()).Count);
    }

    [Fact]
    public async Task A_source_needs_a_sequence_and_the_other_way_round()
    {
        var table = await _store.CreateAsync<Order>("orders");

        await Assert.ThrowsAsync<ArgumentException>(() => table.AppendAsync([], new AppendOptions { Source = "erp" }));
        await Assert.ThrowsAsync<ArgumentException>(() => table.AppendAsync([], new AppendOptions { Sequence = 1 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => table.AppendAsync([], new AppendOptions { Source = "erp", Sequence = -1 }));
    }

    [Fact]
    public async Task Progress_counts_rows_bytes_and_files_to_the_end()
    {
        var table = await _store.CreateAsync<Order>("orders");
        var reports = new List<AppendProgress>();

        var result = await table.AppendAsync(Order.Many(1, 40_000), new AppendOptions { Progress = new Recorder(reports) });

        Assert.Equal(new AppendProgress(40_000, result.ByteCount, 1), reports[^1]);
        Assert.Equal(reports.Select(static report => report.RowCount).Order(), reports.Select(static report => report.RowCount));
        Assert.True(reports.Count >= 3);
    }

    [Fact]
    public async Task Batches_may_have_their_columns_in_another_order_and_narrower_integers()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint NOT NULL, name string, amount double"));
        using var builder = new ColumnBatchBuilder(Schema.Parse("amount float, name string, id int"));
        builder.Fixed<float>(0).Append(1.5f);
        builder.Binary(1).Append("one");
        builder.Fixed<int>(2).Append(7);

        await table.AppendAsync(Batches(builder.Build()));

        var batch = await table.ReadBatchesAsync().SingleAsync();
        Assert.Equal([7L, "one", 1.5], batch.Columns.Select(static column => column.GetValue(0)));
    }

    [Theory]
    [InlineData("name string", "column id bigint NOT NULL is missing")]
    [InlineData("id bigint, name string, extra int", "no column extra")]
    [InlineData("id string, name string", "column id is string instead of bigint")]
    [InlineData("id double, name string", "column id is double instead of bigint")]
    public async Task Batches_of_other_columns_are_refused_with_the_difference(string ddl, string about)
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint NOT NULL, name string"));
        using var builder = new ColumnBatchBuilder(Schema.Parse(ddl));
        foreach (var column in builder.Columns)
        {
            column.AppendNull();
        }

        var refused = await Assert.ThrowsAsync<SchemaMismatchException>(() => table.AppendAsync(Batches(builder.Build())));

        Assert.Contains(about, refused.Message, StringComparison.Ordinal);
        Assert.Single(await _objects.PathsAsync());
    }

    [Fact]
    public async Task History_tells_every_version_the_latest_first()
    {
        var table = await _store.CreateAsync<Order>("orders");
        await table.AppendAsync(Order.Many(1, 5), new AppendOptions { Source = "erp", Sequence = 42 });

        var history = await table.HistoryAsync().ToListAsync();

        Assert.Equal([(1, "WRITE"), (0, "CREATE TABLE")], history.Select(static commit => (commit.Version, commit.Operation)));
        Assert.Equal("5", history[0].Metrics["numOutputRows"]);
        Assert.Equal((1, 0), (history[0].FilesAdded, history[0].FilesRemoved));
        Assert.Equal(42, history[0].Loads["erp"]);
        Assert.StartsWith("Patterns.Tables/", history[0].Engine, StringComparison.Ordinal);
        Assert.True(history[0].Timestamp > DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task A_missing_data_file_is_named_with_what_to_do()
    {
        var table = await _store.CreateAsync<Order>("orders");
        await table.AppendAsync(Order.Many(1, 5));
        var file = (await _objects.PathsAsync()).Single(static path => path.EndsWith(".parquet", StringComparison.Ordinal));
        await _objects.DeleteAsync(file);

        var missing = await Assert.ThrowsAsync<DataFileMissingException>(() => table.Untyped.RowsAsync<Order>());

        Assert.Equal((file, 1), (missing.Path, missing.Version));
        Assert.Contains("restore the file", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partitioned_rows_come_back_and_their_files_are_apart()
    {
        var table = await _store.CreateAsync<Order>("orders", builder => builder.PartitionBy(order => order.Region, order => order.Status));
        var orders = Order.Many(1, 2_000);

        var result = await table.AppendAsync(orders);

        var groups = orders.GroupBy(static order => (order.Region, order.Status)).ToList();
        Assert.Equal(groups.Count, result.FileCount);
        Assert.Equal(orders, (await table.Untyped.RowsAsync<Order>()).OrderBy(static order => order.OrderId));
        Assert.Contains(await _objects.PathsAsync(), static path => path.StartsWith("orders/region=north/status=__HIVE_DEFAULT_PARTITION__/part-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Partition_values_of_every_type_survive()
    {
        var random = new Random(5);
        var table = await _store.CreateAsync<Order>("orders", builder => builder.PartitionBy(order => order.Amount, order => order.PaidAt, order => order.IsGift, order => order.Weight, order => order.Quantity));
        var orders = Enumerable.Range(0, 60).Select(index => Order.Any(random, index)).ToArray();

        await table.AppendAsync(orders);

        Assert.Equal(orders, (await (await _store.OpenAsync("orders")).RowsAsync<Order>()).OrderBy(static order => order.OrderId));
    }

    [Fact]
    public async Task More_partitions_than_files_can_be_open_are_written_whole()
    {
        var table = await TableFixture.Store(_objects, options: new TableStoreOptions { RowsPerBatch = 64 })
            .CreateAsync<Order>("orders", builder => builder.PartitionBy(order => order.OrderDate));
        var orders = Order.Many(1, 1_000);

        var result = await table.AppendAsync(orders);

        Assert.True(result.FileCount > orders.Select(static order => order.OrderDate).Distinct().Count());
        Assert.Equal(orders, (await table.Untyped.RowsAsync<Order>()).OrderBy(static order => order.OrderId));
    }

    [Fact]
    public async Task Strange_text_is_a_partition_value_like_any_other()
    {
        var random = new Random(6);
        var table = await _store.CreateAsync<Order>("orders", builder => builder.PartitionBy(order => order.Region));
        var orders = Enumerable.Range(0, 60).Select(index => Order.Any(random, index) with { Region = random.AnyText(40) + "x" }).ToArray();

        await table.AppendAsync(orders);

        Assert.Equal(orders, (await (await _store.OpenAsync("orders")).RowsAsync<Order>()).OrderBy(static order => order.OrderId));
    }

    [Fact]
    public async Task Empty_text_in_a_partition_column_is_rejected_because_it_would_become_null()
    {
        var table = await _store.CreateAsync<Order>("orders", builder => builder.PartitionBy(order => order.Region));
        var orders = Order.Many(1, 3);
        orders[1] = orders[1] with { Region = "" };

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(orders));

        Assert.Equal((2, "PARTITION", "region", ""), rejected.Rejections.Select(static row => (row.RowNumber, row.Rule, row.Column, row.Value)).Single());
    }

    private static async IAsyncEnumerable<ColumnBatch> Batches(params ColumnBatch[] batches)
    {
        foreach (var batch in batches)
        {
            await Task.Yield();
            yield return batch;
        }
    }

    private sealed class Recorder(List<AppendProgress> reports) : IProgress<AppendProgress>
    {
        public void Report(AppendProgress value) => reports.Add(value);
    }
}
