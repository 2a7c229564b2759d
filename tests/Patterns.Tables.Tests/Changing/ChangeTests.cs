using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Changing;

/// <summary>Upserts, updates and deletes, with files written again and with deletion vectors.</summary>
public sealed class ChangeTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public ChangeTests() => _store = TableFixture.Store(_objects, options: new TableStoreOptions { TargetFileBytes = 4 << 10, RowsPerBatch = 100 });

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task An_upsert_replaces_rows_with_the_same_key_and_adds_the_others(bool vectors, bool partitioned)
    {
        var table = await CreateAsync(vectors, partitioned);
        var rows = Order.Many(1, 1_000);
        await table.AppendAsync(rows);
        var changes = Order.Many(2, 200, firstId: 900);

        var result = await table.UpsertAsync(changes);

        Assert.Equal((2, 99, 101), (result.Version, result.Inserted, result.Updated));
        Assert.Equal(rows.Take(899).Concat(changes), await SortedAsync(table));
        Assert.Equal(rows, await SortedAsync(await table.AsOfAsync(1)));
        Assert.Equal(1_099, await table.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upsert_of_new_keys_only_touches_no_file(bool vectors)
    {
        var table = await CreateAsync(vectors);
        await table.AppendAsync(Order.Many(1, 100));

        var result = await table.UpsertAsync(Order.Many(2, 50, firstId: 101));

        Assert.Equal((50, 0, 0), (result.Inserted, result.Updated, result.FilesRemoved));
        Assert.Equal(150, await table.CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upsert_touches_only_files_that_hold_its_keys(bool vectors)
    {
        var table = await CreateAsync(vectors);
        for (var part = 0; part < 5; part++)
        {
            await table.AppendAsync(Order.Many(part, 100, firstId: part * 100));
        }

        var before = (await FilesAsync(table.Version)).ToHashSet();
        var result = await table.UpsertAsync(Order.Many(9, 3, firstId: 210));

        Assert.Equal((3, 1), (result.Updated, result.FilesRemoved));
        Assert.Equal(vectors ? 5 : 4, before.Intersect(await FilesAsync(table.Version)).Count());
        Assert.Equal(500, await table.CountAsync());
    }

    [Fact]
    public async Task Two_rows_of_one_key_in_an_upsert_are_refused_by_name()
    {
        var table = await CreateAsync(vectors: false);
        await table.AppendAsync(Order.Many(1, 10));

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.UpsertAsync([.. Order.Many(2, 5), .. Order.Many(3, 1, firstId: 5)]));

        Assert.Equal("row 6, column order_id, KEY: order_id is '5', but so it is in row 5", Assert.Single(rejected.Rejections).ToString());
        Assert.Equal(1, table.Version);
    }

    [Fact]
    public async Task A_table_without_a_key_takes_no_upserts()
    {
        var table = await _store.CreateAsync<Order>("t");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => table.UpsertAsync(Order.Many(1, 1)));

        Assert.Contains("has no key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upsert_of_many_keys_in_little_memory_is_the_same()
    {
        await using var store = TableFixture.Store(_objects, options: new TableStoreOptions { KeyMemoryLimit = 1 << 20 });
        var table = await store.CreateAsync<Order>("t", static table => table.Key(order => order.OrderId).ChangeFeed());
        var rows = Order.Many(1, 30_000);
        await table.AppendAsync(rows);
        var changes = Order.Many(2, 60_000, firstId: 10_001);

        var result = await table.UpsertAsync(changes);

        Assert.Equal((40_000, 20_000), (result.Inserted, result.Updated));
        Assert.Equal(rows.Take(10_000).Concat(changes), await SortedAsync(table));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upsert_of_a_load_is_applied_once(bool vectors)
    {
        var table = await CreateAsync(vectors);
        var load = new AppendOptions { Source = "erp", Sequence = 7 };
        await table.UpsertAsync(Order.Many(1, 10), load);

        var again = await table.UpsertAsync(Order.Many(2, 10), load);

        Assert.True(again.AlreadyApplied);
        Assert.Equal(1, table.Version);
        Assert.Equal(Order.Many(1, 10), await SortedAsync(table));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task A_delete_removes_the_rows_for_which_the_condition_is_true(bool vectors, bool partitioned)
    {
        var table = await CreateAsync(vectors, partitioned);
        var rows = Order.Many(1, 1_000);
        await table.AppendAsync(rows);

        var first = await table.DeleteAsync(order => order.Status == "paid" && order.Amount > 5_000);
        var second = await table.Untyped.DeleteAsync("quantity < 50");
        var none = await table.Untyped.DeleteAsync("order_id < 0");

        var left = rows.Where(static order => !(order.Status == "paid" && order.Amount > 5_000)).ToArray();
        var rest = left.Where(static order => !(order.Quantity < 50)).ToArray();
        Assert.Equal((rows.Length - left.Length, left.Length - rest.Length, 0), (first, second, none));
        Assert.Equal(rest, await SortedAsync(table));
        Assert.Equal(left, await SortedAsync(await table.AsOfAsync(2)));
        Assert.Equal((3, rest.Length), (table.Version, await table.CountAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_delete_of_everything_leaves_an_empty_table(bool vectors)
    {
        var table = await CreateAsync(vectors);
        await table.AppendAsync(Order.Many(1, 500));

        var removed = await table.Untyped.DeleteAsync("true");

        Assert.Equal((500, 0, 0), (removed, await table.CountAsync(), table.Untyped.FileCount));
        await table.AppendAsync(Order.Many(2, 5));
        Assert.Equal(5, await table.CountAsync());
    }

    [Fact]
    public async Task A_delete_that_the_log_proves_to_be_of_whole_files_reads_none()
    {
        var flaky = new FlakyObjectStore(_objects, static call => call.Path.EndsWith(".parquet", StringComparison.Ordinal) && call.Operation == StoreOperation.Open ? Fault.FailBefore : Fault.None);
        await using var store = TableFixture.Store(flaky);
        var table = await store.CreateAsync<Order>("t", static table => table.PartitionBy(order => order.Region));
        var rows = Order.Many(1, 100);
        await table.AppendAsync(rows);
        await table.AppendAsync(Order.Many(1, 100, firstId: 101));

        Assert.Equal(rows.Count(static order => order.Region == "north") * 2, await table.DeleteAsync(order => order.Region == "north"));
        Assert.Equal(rows.Count(static order => order.Region != "north"), await table.DeleteAsync(order => order.OrderId > 100));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task An_update_sets_columns_from_the_row_as_it_was(bool vectors, bool partitioned)
    {
        var table = await CreateAsync(vectors, partitioned);
        var rows = Order.Many(1, 1_000);
        await table.AppendAsync(rows);
        await table.DeleteAsync(order => order.OrderId == 17);

        var changed = await table.UpdateAsync(
            order => order.Status == "open",
            update => update.Set(order => order.Status, "closed").Set(order => order.Amount, order => order.Amount + 1).Set(order => order.Region, "moved"));
        var text = await table.Untyped.UpdateAsync("is_gift", new Dictionary<string, string> { ["weight"] = "0", ["quantity"] = "NULL", ["amount"] = "round(amount * 1.07, 2)" });

        var expected = rows.Where(static order => order.OrderId != 17)
            .Select(static order => order.Status == "open" ? order with { Status = "closed", Amount = order.Amount + 1, Region = "moved" } : order)
            .Select(static order => order.IsGift ? order with { Weight = 0, Quantity = null, Amount = Math.Round(order.Amount * 1.07m, 2, MidpointRounding.AwayFromZero) } : order);
        Assert.Equal(rows.Count(static order => order.Status == "open" && order.OrderId != 17), changed);
        Assert.Equal(rows.Count(static order => order.IsGift && order.OrderId != 17), text);
        Assert.Equal(expected, await SortedAsync(table));
    }

    [Theory]
    [InlineData("amount", "amount * 1.0001", "does not fit decimal(10,2) exactly")]
    [InlineData("quantity", "quantity / 2", "does not fit int exactly")]
    [InlineData("order_date", "NULL", "it is null")]
    [InlineData("amount", "-amount - 20000", "does not fulfil amount > -10000")]
    public async Task An_update_whose_values_break_a_rule_changes_nothing(string column, string value, string reason)
    {
        var table = await _store.CreateAsync<Order>("t", static table => table.Check("limit", "amount > -10000"));
        await table.AppendAsync(Order.Many(1, 300));

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.Untyped.UpdateAsync("true", new Dictionary<string, string> { [column] = value }));

        Assert.Contains(reason, rejected.Rejections[0].Reason, StringComparison.Ordinal);
        Assert.Equal(column, rejected.Rejections[0].Column);
        Assert.Equal(1, table.Version);
        Assert.Equal(Order.Many(1, 300), await SortedAsync(table));
        Assert.Equal(await FilesAsync(1), (await _objects.PathsAsync("t/part-")).Select(static path => path[2..]));
    }

    [Fact]
    public async Task A_column_of_the_key_is_not_updated()
    {
        var table = await CreateAsync(vectors: false);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateAsync(order => order.OrderId == 1, update => update.Set(order => order.OrderId, 2)));

        Assert.Contains("part of the key", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Mapped_renamed_and_generated_columns_are_changed_like_others(bool vectors)
    {
        var table = await _store.CreateAsync(
            "t", Schema.Parse("id bigint, name string, n int, twice int, part string"), builder =>
            {
                builder.Key("id").PartitionBy("part").Generated("twice", "n * 2").ChangeFeed();
                _ = vectors ? builder.DeletionVectors() : builder;
            });
        var rows = table.As<Mapped>();
        await rows.AppendAsync(Enumerable.Range(1, 100).Select(static id => new Mapped(id, $"name {id}", id, id * 2, $"{id % 3}")));
        await table.EvolveAsync(static change => change.MapColumns().RenameColumn("name", "title").RenameColumn("part", "piece"));
        var renamed = table.As<Renamed>();

        await renamed.UpsertAsync([new Renamed(5, "five", 50, 100, "2"), new Renamed(200, "new", 1, 2, "0")]);
        await table.UpdateAsync("title = 'name 7'", new Dictionary<string, string> { ["n"] = "n + 1", ["title"] = "'seven'", ["piece"] = "'x'" });
        var removed = await renamed.DeleteAsync(static row => row.Piece == "0" && row.Id < 100);

        var left = await table.RowsAsync<Renamed>();
        Assert.Equal((33, 68), (removed, left.Count));
        Assert.Contains(new Renamed(5, "five", 50, 100, "2"), left);
        Assert.Contains(new Renamed(7, "seven", 8, 16, "x"), left);
        Assert.Contains(new Renamed(200, "new", 1, 2, "0"), left);
        await Assert.ThrowsAsync<RowsRejectedException>(() => renamed.AppendAsync([new Renamed(7, "again", 1, 2, "1")]));
    }

    [Fact]
    public async Task Rows_of_an_upsert_that_break_a_rule_are_set_aside_when_asked_for()
    {
        var table = await _store.CreateAsync<Order>("t", static table => table.Key(order => order.OrderId).Check("positive", "amount >= 0"));
        await table.AppendAsync(Order.Many(1, 10).Select(static order => order with { Amount = 1 }));
        var rows = Order.Many(2, 6, firstId: 8).Select(static order => order with { Amount = order.OrderId is 9 or 12 ? -1 : 2 }).ToArray();

        var result = await table.UpsertAsync(rows, new AppendOptions { Rejected = RejectedRowHandling.SetAside });

        Assert.Equal((2, 2, 2), (result.Inserted, result.Updated, result.RejectedRowCount));
        Assert.NotNull(result.QuarantinePath);
        Assert.Equal([1m, 2m], (await SortedAsync(table)).Where(static order => order.OrderId is 9 or 10).Select(static order => order.Amount));
    }

    [Fact]
    public async Task An_append_only_table_refuses_changes()
    {
        await CreateAsync(vectors: false);
        await ConfigureAsync("delta.appendOnly");
        var table = await _store.OpenAsync<Order>("t");
        await table.AppendAsync(Order.Many(1, 3));

        var delete = await Assert.ThrowsAsync<AppendOnlyTableException>(() => table.DeleteAsync(order => order.OrderId == 1));
        await Assert.ThrowsAsync<AppendOnlyTableException>(() => table.UpsertAsync(Order.Many(1, 1)));
        await Assert.ThrowsAsync<AppendOnlyTableException>(() => table.UpdateAsync(order => order.IsGift, update => update.Set(order => order.Weight, 1)));

        Assert.Equal(("table.append-only", "DELETE"), (delete.Code, delete.Operation));
    }

    [Fact]
    public async Task The_history_tells_what_changes_did()
    {
        var table = await CreateAsync(vectors: false);
        await table.AppendAsync(Order.Many(1, 10));
        await table.UpsertAsync(Order.Many(2, 4, firstId: 9));
        await table.DeleteAsync(order => order.OrderId <= 3);
        await table.UpdateAsync(order => order.OrderId == 5, update => update.Set(order => order.Status, "closed"));

        var history = new List<TableCommit>();
        await foreach (var commit in table.HistoryAsync())
        {
            history.Add(commit);
        }

        Assert.Equal(["UPDATE", "DELETE", "MERGE", "WRITE", "CREATE TABLE"], history.Select(static commit => commit.Operation));
        Assert.Equal(("1", "4"), (history[0].Metrics["numUpdatedRows"], history[0].Metrics["numCopiedRows"]));
        Assert.Equal(("3", "5"), (history[1].Metrics["numDeletedRows"], history[1].Metrics["numCopiedRows"]));
        Assert.Equal(("2", "2"), (history[2].Metrics["numTargetRowsInserted"], history[2].Metrics["numTargetRowsUpdated"]));
        Assert.Equal("[\"order_id <= 3L\"]", history[1].Parameters["predicate"]);
    }

    [Fact]
    public async Task Deletion_vectors_ask_for_the_protocol_that_has_them_and_loosen_statistics()
    {
        var table = await CreateAsync(vectors: true);
        await table.AppendAsync(Order.Many(1, 100));
        await table.DeleteAsync(order => order.OrderId == 50);

        var created = await CommitAsync(0);
        var deleted = await CommitAsync(2);
        Assert.Contains("""{"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["appendOnly","deletionVectors","invariants"]}}""", created, StringComparison.Ordinal);
        Assert.Contains("\"cardinality\":1", deleted, StringComparison.Ordinal);
        Assert.Contains("\\\"tightBounds\\\":false", deleted, StringComparison.Ordinal);
        Assert.Contains("\\\"numRecords\\\":100", deleted, StringComparison.Ordinal);
        Assert.Single(await _objects.PathsAsync("t/part-"));
        Assert.Single(await _objects.PathsAsync("t/deletion_vector_"));
    }

    [Fact]
    public async Task A_change_that_is_refused_leaves_no_file()
    {
        var table = await CreateAsync(vectors: true);
        await table.AppendAsync(Order.Many(1, 100));
        await using var otherStore = TableFixture.Store(_objects, seed: 2);
        var other = await otherStore.OpenAsync<Order>("t");

        await Assert.ThrowsAsync<CommitConflictException>(() => table.UpsertAsync(WhileAsync(Order.Many(2, 3), () => other.DeleteAsync(order => order.OrderId == 1))));

        // The data file, the other writer's vector, and three commits.
        Assert.Equal(5, (await _objects.PathsAsync()).Count);
    }

    public sealed record Mapped(long Id, string? Name, int N, int Twice, string? Part);

    public sealed record Renamed(long Id, string? Title, int N, int Twice, string? Piece);

    private static async IAsyncEnumerable<T> WhileAsync<T>(IEnumerable<T> rows, Func<Task> meanwhile)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await meanwhile();
    }

    private static async Task<Order[]> SortedAsync(Table<Order> table) => [.. (await table.Untyped.RowsAsync<Order>()).OrderBy(static order => order.OrderId)];

    private Task<Table<Order>> CreateAsync(bool vectors, bool partitioned = false) => _store.CreateAsync<Order>("t", table =>
    {
        table.Key(order => order.OrderId);
        if (vectors)
        {
            table.DeletionVectors();
        }

        if (partitioned)
        {
            table.PartitionBy(order => order.Region);
        }
    });

    private async Task<string> CommitAsync(long version)
        => System.Text.Encoding.UTF8.GetString(await _objects.ReadAllAsync(FormattableString.Invariant($"t/_delta_log/{version:D20}.json")));

    private async Task ConfigureAsync(string property)
    {
        var commit = (await CommitAsync(0)).Replace("\"configuration\":{", $"\"configuration\":{{\"{property}\":\"true\",", StringComparison.Ordinal);
        await _objects.PutAsync("t/_delta_log/00000000000000000000.json", System.Text.Encoding.UTF8.GetBytes(commit));
    }

    private async Task<IReadOnlyList<string>> FilesAsync(long version)
    {
        await using var store = TableFixture.Store(_objects);
        var table = await (await store.OpenAsync("t")).AsOfAsync(version);
        return [.. table.Snapshot.Files.Select(static file => file.Add.Path).Order(StringComparer.Ordinal)];
    }
}
