using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Keys;

/// <summary>Tables with a key: what is declared, what is refused, and what has to be read to know it.</summary>
public sealed class TableKeyTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public TableKeyTests() => _store = TableFixture.Store(_objects);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_key_is_kept_with_the_table_and_its_columns_are_never_null()
    {
        await _store.CreateAsync("t", Schema.Parse("id bigint, region string, note string"), table => table.Key("region", "id"));

        var opened = await _store.OpenAsync("t");

        Assert.Equal(["region", "id"], opened.KeyColumns);
        Assert.Equal([false, false, true], opened.Schema.Fields.Select(static field => field.Nullable));
        Assert.Contains("\"patterns.key\":\"[\\\"region\\\",\\\"id\\\"]\"", await CommitAsync(0), StringComparison.Ordinal);
        Assert.DoesNotContain("domainMetadata", await CommitAsync(0), StringComparison.Ordinal);
        Assert.Contains("\"minWriterVersion\":2", await CommitAsync(0), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_declared_by_properties()
    {
        var table = await _store.CreateAsync<Order>("t", table => table.Key(order => order.OrderId).PartitionBy(order => order.Region));

        Assert.Equal(["order_id"], table.Untyped.KeyColumns);
    }

    [Theory]
    [InlineData("nothing", "nothing")]
    [InlineData("weight", "floating-point")]
    [InlineData("tags", "nested")]
    [InlineData("id,id", "each once")]
    public async Task A_key_that_cannot_be_one_is_refused_with_the_reason(string columns, string reason)
    {
        var refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => _store.CreateAsync("t", Schema.Parse("id bigint, weight double, tags array<string>"), table => table.Key(columns.Split(','))));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_with_a_key_of_the_table_are_rejected_by_row_column_and_value()
    {
        var table = await _store.CreateAsync<Order>("t", table => table.Key(order => order.OrderId));
        await table.AppendAsync(Order.Many(1, 100));

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync([.. Order.Many(2, 3, firstId: 200), .. Order.Many(3, 2, firstId: 99)]));

        Assert.Equal((5, 2), (rejected.RowCount, rejected.RejectedRowCount));
        Assert.Equal([(4L, "KEY", "order_id", "99"), (5L, "KEY", "order_id", "100")], rejected.Rejections.Select(static row => (row.RowNumber, row.Rule, row.Column, row.Value!)));
        Assert.Contains("the table has a row with this key already", rejected.Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Equal((1, 100), (table.Version, await table.CountAsync()));
        Assert.Single(await _objects.PathsAsync("t/part-"));
    }

    [Fact]
    public async Task Rows_with_the_key_of_a_row_before_them_are_rejected()
    {
        var table = await _store.CreateAsync<Order>("t", table => table.Key(order => order.OrderId).PartitionBy(order => order.Region));

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync([.. Order.Many(2, 10), .. Order.Many(3, 2, firstId: 4)]));

        Assert.Equal(
            ["row 11, column order_id, KEY: order_id is '4', but so it is in row 4", "row 12, column order_id, KEY: order_id is '5', but so it is in row 5"],
            rejected.Rejections.Select(static row => row.ToString()));
    }

    [Fact]
    public async Task A_null_in_a_key_is_rejected()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id string, n int"), table => table.Key("id"));

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.As<Named>().AppendAsync([new Named(null, 1)]));

        Assert.Equal("NOT NULL", Assert.Single(rejected.Rejections).Rule);
    }

    [Fact]
    public async Task A_key_of_several_columns_is_unique_in_all_of_them_together()
    {
        var table = await _store.CreateAsync<Order>("t", table => table.Key(order => order.Region, order => order.OrderDate, order => order.OrderId).PartitionBy(order => order.Region));
        var order = Order.Many(1, 1)[0];
        await table.AppendAsync([order, order with { Region = "elsewhere" }, order with { OrderDate = order.OrderDate.AddDays(1) }]);

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync([order with { OrderId = 2 }, order with { Region = "elsewhere", Status = "new" }]));

        Assert.Equal((2L, $"elsewhere, {order.OrderDate:yyyy-MM-dd}, 1"), (rejected.Rejections[0].RowNumber, rejected.Rejections[0].Value));
    }

    [Theory]
    [InlineData("smallint")]
    [InlineData("int")]
    [InlineData("bigint")]
    [InlineData("decimal(12,2)")]
    [InlineData("decimal(30,4)")]
    [InlineData("date")]
    [InlineData("timestamp")]
    [InlineData("timestamp_ntz")]
    [InlineData("string")]
    [InlineData("binary")]
    public async Task Keys_of_every_type_are_enforced(string type)
    {
        var table = await _store.CreateAsync("t", Schema.Parse($"k {type}, n int"), table => table.Key("k"));
        await table.AppendAsync(Batches(table.Schema, 0, 500));
        await table.AppendAsync(Batches(table.Schema, 500, 900));

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Batches(table.Schema, 899, 901)));

        Assert.Equal(1L, Assert.Single(rejected.Rejections).RowNumber);
        Assert.Equal(900, await table.CountAsync());
    }

    [Fact]
    public async Task Keys_that_bounds_rule_out_cost_no_reading()
    {
        var flaky = new FlakyObjectStore(_objects, static _ => Fault.None);
        await using var store = TableFixture.Store(flaky);
        var table = await store.CreateAsync<Order>("t", table => table.Key(order => order.OrderId));
        for (var part = 0; part < 5; part++)
        {
            await table.AppendAsync(Order.Many(part, 100, firstId: part * 100));
        }

        Assert.DoesNotContain(flaky.Calls, static call => call.Operation == StoreOperation.Open && call.Path.EndsWith(".parquet", StringComparison.Ordinal));

        await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Order.Many(9, 1, firstId: 250)));

        Assert.Single(flaky.Calls, static call => call.Operation == StoreOperation.Open && call.Path.EndsWith(".parquet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_that_the_bloom_filter_rules_out_is_not_looked_for_in_the_pages()
    {
        var flaky = new FlakyObjectStore(_objects, static _ => Fault.None);
        await using var store = TableFixture.Store(flaky);
        var table = await store.CreateAsync<Order>("t", table => table.Key(order => order.OrderId));
        await table.AppendAsync(Order.Many(1, 20_000).Select(static order => order with { OrderId = order.OrderId * 2 }));
        var path = (await _objects.PathsAsync("t/part-")).Single();
        await using var file = await ParquetFile.OpenAsync(_objects, path);

        var absent = Enumerable.Range(0, 100).Count(index =>
        {
            var before = flaky.Calls.Count(static call => call.Operation == StoreOperation.Read);
            table.AppendAsync(Order.Many(index, 1, firstId: 10_001 + (2 * index))).GetAwaiter().GetResult();
            return flaky.Calls.Count(static call => call.Operation == StoreOperation.Read) - before <= 12;
        });

        Assert.True(absent > 80, $"{absent} of 100 keys were ruled out with few reads");
    }

    [Fact]
    public async Task Many_keys_in_little_memory_are_set_aside_and_still_enforced()
    {
        await using var store = TableFixture.Store(_objects, options: new TableStoreOptions { KeyMemoryLimit = 1 << 20 });
        var table = await store.CreateAsync("t", Schema.Parse("k bigint, n int"), table => table.Key("k"));
        await table.AppendAsync(Batches(table.Schema, 0, 80_000));

        var repeated = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Batches(table.Schema, (100_000, 160_000), (120_000, 120_010))));
        var existing = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Batches(table.Schema, (100_000, 160_000), (70_000, 70_010))));

        Assert.Equal(Enumerable.Range(60_001, 10).Select(static row => (long)row), repeated.Rejections.Select(static row => row.RowNumber));
        Assert.Contains("so it is in row 20001", repeated.Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(60_001, 10).Select(static row => (long)row), existing.Rejections.Select(static row => row.RowNumber));
        Assert.Equal(80_000, await table.CountAsync());
    }

    [Fact]
    public async Task Two_writers_of_one_key_do_not_both_succeed()
    {
        var first = await _store.CreateAsync<Order>("t", table => table.Key(order => order.OrderId));
        await using var otherStore = TableFixture.Store(_objects, seed: 2);
        var second = await otherStore.OpenAsync<Order>("t");

        // The second one commits while the rows of the first are still being taken.
        var conflict = await Assert.ThrowsAsync<CommitConflictException>(() => first.AppendAsync(WhileAsync(Order.Many(1, 10), () => second.AppendAsync(Order.Many(2, 1, firstId: 7)))));
        var result = await first.AppendAsync(WhileAsync(Order.Many(1, 10, firstId: 100), () => second.AppendAsync(Order.Many(2, 1, firstId: 8))));

        Assert.Contains("both write a row whose key (order_id) is '7'", conflict.Message, StringComparison.Ordinal);
        Assert.Equal((0, 1), (conflict.ReadVersion, conflict.WinningVersion));
        Assert.Equal((3, 1), (result.Version, result.Retries));
        Assert.Equal(12, await first.CountAsync());
    }

    [Fact]
    public async Task A_load_that_another_writer_committed_meanwhile_is_no_conflict_of_keys()
    {
        var first = await _store.CreateAsync<Order>("t", table => table.Key(order => order.OrderId));
        await using var otherStore = TableFixture.Store(_objects, seed: 2);
        var second = await otherStore.OpenAsync<Order>("t");
        var load = new AppendOptions { Source = "erp", Sequence = 1 };

        var result = await first.AppendAsync(WhileAsync(Order.Many(1, 10), () => second.AppendAsync(Order.Many(1, 10), load)), load);

        Assert.True(result.AlreadyApplied);
        Assert.Equal(10, await first.CountAsync());
    }

    [Fact]
    public async Task A_key_that_the_table_cannot_have_refuses_writing_and_says_so()
    {
        var table = await _store.CreateAsync<Order>("t");
        var commit = (await CommitAsync(0)).Replace("\"configuration\":{}", "\"configuration\":{\"patterns.key\":\"[\\\"gone\\\"]\"}", StringComparison.Ordinal);
        await _objects.PutAsync("t/_delta_log/00000000000000000000.json", System.Text.Encoding.UTF8.GetBytes(commit));

        var opened = await _store.OpenAsync<Order>(table.Path);
        var refused = await Assert.ThrowsAsync<UnsupportedTableException>(() => opened.AppendAsync(Order.Many(1, 1)));

        Assert.Contains("the key [\"gone\"]", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, await opened.CountAsync());
    }

    private static async IAsyncEnumerable<T> WhileAsync<T>(IEnumerable<T> rows, Func<Task> meanwhile)
    {
        await meanwhile();
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    private static IAsyncEnumerable<ColumnBatch> Batches(Schema schema, int from, int to) => Batches(schema, (from, to));

    /// <summary>Rows whose keys are made of the numbers of ranges, each number another key.</summary>
    private static async IAsyncEnumerable<ColumnBatch> Batches(Schema schema, params (int From, int To)[] ranges)
    {
        foreach (var numbers in ranges.SelectMany(static range => Enumerable.Range(range.From, range.To - range.From)).Chunk(10_000))
        {
            await Task.Yield();
            using var texts = new ColumnBatchBuilder(Schema.Parse("s string"));
            foreach (var number in numbers)
            {
                texts.Binary(0).Append(Text(number, schema[0].Type));
            }

            using var batch = texts.Build();
            using var keys = Expression.Cast(Expression.Column("s"), schema[0].Type).Bind(batch.Schema).Evaluate(batch);
            using var rest = (FixedColumnBuilder<int>)ColumnBuilder.Create(DataType.Int32);
            rest.Append(numbers);
            yield return new ColumnBatch(new Schema([schema[0].WithNullable(true), schema[1]]), numbers.Length, [keys.Share(), rest.Build()]);
        }
    }

    private static string Text(int number, DataType type) => type.Kind switch
    {
        DataTypeKind.Date => new DateOnly(2000, 1, 1).AddDays(number).ToString("yyyy-MM-dd", null),
        DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp => new DateTime(2000, 1, 1).AddMicroseconds(number * 7_777L).ToString("yyyy-MM-dd HH:mm:ss.ffffff", null),
        DataTypeKind.Decimal => FormattableString.Invariant($"{number}.25"),
        DataTypeKind.String or DataTypeKind.Binary => FormattableString.Invariant($"a key that is longer than thirty-two characters: {number}"),
        _ => FormattableString.Invariant($"{number}"),
    };

    private async Task<string> CommitAsync(int version)
        => System.Text.Encoding.UTF8.GetString(await _objects.ReadAllAsync(FormattableString.Invariant($"t/_delta_log/{version:D20}.json")));

    public sealed record Named(string? Id, int N);
}
