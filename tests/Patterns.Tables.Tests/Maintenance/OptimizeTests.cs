using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Maintenance;

public sealed class OptimizeTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public OptimizeTests() => _store = TableFixture.Store(_objects);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Small_files_become_one_per_partition_with_the_same_rows_in_the_same_order()
    {
        var table = await _store.CreateAsync<Order>("t", static builder => builder.PartitionBy(static order => order.Region));
        for (var append = 1; append <= 10; append++)
        {
            await table.AppendAsync(Order.Many(append, 100, append * 1_000));
        }

        var before = await table.Untyped.RowsAsync<Order>();

        var result = await table.Untyped.OptimizeAsync();
        var again = await table.Untyped.OptimizeAsync();

        Assert.Equal((11, 50, 5, 1_000), (result.Version, result.FilesRemoved, result.FilesAdded, result.RowCount));
        Assert.Equal((11, 0, 0), (again.Version, again.FilesRemoved, again.FilesAdded));
        Assert.Equal(5, table.Untyped.FileCount);
        Assert.Equal(before.GroupBy(static order => order.Region).SelectMany(static group => group).OrderBy(static order => order.OrderId), (await table.Untyped.RowsAsync<Order>()).OrderBy(static order => order.OrderId));
        Assert.Equal(before, await (await table.AsOfAsync(10)).Untyped.RowsAsync<Order>());
        Assert.All(table.Untyped.Snapshot.Files, static file => Assert.False(file.Add.DataChange));
        var commit = await table.HistoryAsync().FirstAsync();
        Assert.Equal(("OPTIMIZE", "5", "50"), (commit.Operation, commit.Metrics["numAddedFiles"], commit.Metrics["numRemovedFiles"]));
    }

    [Fact]
    public async Task Rows_that_are_clustered_are_in_files_that_a_filter_passes_over_within_little_memory()
    {
        var table = await _store.CreateAsync<Order>("t");
        for (var append = 1; append <= 4; append++)
        {
            await table.AppendAsync(Order.Many(append, 10_000, append * 100_000));
        }

        var before = await table.Untyped.RowsAsync<Order>();
        var filter = Expression.Parse("amount BETWEEN 100 AND 110");

        await table.Untyped.OptimizeAsync(new OptimizeOptions { ClusterBy = ["amount", "order_id"], TargetFileBytes = 64 << 10, MemoryLimit = 1 << 20 });

        var after = await table.Untyped.RowsAsync<Order>();
        Assert.Equal(before.OrderBy(static order => order.Amount).ThenBy(static order => order.OrderId), after);
        Assert.True(table.Untyped.FileCount > 5, $"{table.Untyped.FileCount} files");
        var read = table.Untyped.Snapshot.Files.Count(file => filter.Bind(table.Untyped.Schema).MayBeTrue(file.Statistics(table.Untyped.Snapshot.Columns).Column));
        Assert.InRange(read, 1, 2);
        Assert.Equal(before.Where(static order => order.Amount is >= 100 and <= 110).Select(static order => order.OrderId).Order(), (await table.Untyped.RowsAsync<Order>(filter)).Select(static order => order.OrderId).Order());
    }

    [Fact]
    public async Task Rows_in_z_order_let_filters_on_each_of_its_columns_pass_over_most_files()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("a bigint, b string, c double"));
        var random = new Random(7);
        await table.AppendAsync(Rows.Of("a bigint, b string, c double", [.. Enumerable.Range(0, 40_000).Select(_ => new object?[]
        {
            random.NextInt64(100_000), random.Next(100) == 0 ? null : $"{random.Next(100_000):D5}", Math.Exp(random.NextDouble() * 20),
        })]));
        var before = await Rows.TextsAsync(table);

        await table.OptimizeAsync(new OptimizeOptions { ZOrderBy = ["a", "b"], TargetFileBytes = 16 << 10 });

        Assert.Equal(before.Order(StringComparer.Ordinal), (await Rows.TextsAsync(table)).Order(StringComparer.Ordinal));
        Assert.True(table.FileCount >= 12, $"{table.FileCount} files");
        Assert.InRange(FilesFor("a BETWEEN 5000 AND 6000"), 1, table.FileCount * 6 / 10);
        Assert.InRange(FilesFor("b BETWEEN '05000' AND '06000'"), 1, table.FileCount * 6 / 10);
        Assert.InRange(FilesFor("a BETWEEN 5000 AND 6000 AND b BETWEEN '05000' AND '06000'"), 1, table.FileCount / 3);

        int FilesFor(string filter)
        {
            var bound = Expression.Parse(filter).Bind(table.Schema);
            return table.Snapshot.Files.Count(file => bound.MayBeTrue(file.Statistics(table.Snapshot.Columns).Column));
        }
    }

    [Fact]
    public async Task An_append_meanwhile_is_kept_and_a_second_optimisation_of_the_same_files_is_a_conflict()
    {
        await _store.CreateAsync("t", Schema.Parse("id bigint"));
        Func<Task>? meanwhile = null;
        await using var racing = TableFixture.Store(new FlakyObjectStore(_objects, call =>
        {
            if (call is { Operation: StoreOperation.Put } && call.Path.EndsWith(".json", StringComparison.Ordinal) && Interlocked.Exchange(ref meanwhile, null) is { } other)
            {
                other().GetAwaiter().GetResult();
            }

            return Fault.None;
        }), seed: 2);
        var table = await racing.OpenAsync("t");
        await table.AppendAsync(Rows.Of("id bigint", [1L]));
        await table.AppendAsync(Rows.Of("id bigint", [2L]));

        meanwhile = async () => await (await _store.OpenAsync("t")).AppendAsync(Rows.Of("id bigint", [3L]));
        await table.OptimizeAsync();
        Assert.Equal((4, 2), (table.Version, table.FileCount));

        meanwhile = async () => await (await _store.OpenAsync("t")).OptimizeAsync();
        await Assert.ThrowsAsync<CommitConflictException>(() => table.OptimizeAsync());

        Assert.Equal(["1", "2", "3"], (await Rows.TextsAsync(await _store.OpenAsync("t"))).Order());
        Assert.Equal(5 + 1, (await _objects.PathsAsync("t/_delta_log/")).Count);
        Assert.Equal(5, (await _objects.PathsAsync("t/part-")).Count);
    }

    [Fact]
    public async Task Old_files_of_an_evolved_table_are_written_again_as_the_table_is_now()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id int, name string"));
        await table.AppendAsync(Rows.Of("id int, name string", [1, "one"]));
        await table.EvolveAsync(static change => change.MapColumns().RenameColumn("name", "title").Widen("id", DataType.Int64).AddColumn("note", DataType.String));
        await table.AppendAsync(Rows.Of("id bigint, title string, note string", [2L, "two", "n"]));

        await table.OptimizeAsync();

        Assert.Equal((1, 4), (table.FileCount, table.Version));
        Assert.Equal(["1|one|∅", "2|two|n"], await Rows.TextsAsync(table));
        await using var file = await ParquetFile.OpenAsync(_objects, $"t/{table.Snapshot.Files[0].Add.Path}");
        Assert.Equal(DataType.Int64, file.Schema["id"].Type);
    }

    [Theory]
    [InlineData("nowhere", "nowhere")]
    [InlineData("p", "partitioned by it")]
    [InlineData("s", "have no order")]
    public async Task A_column_that_rows_cannot_be_ordered_by_is_refused(string column, string about)
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint, p int, s struct<a:int>"), static builder => builder.PartitionBy("p"));

        var cluster = await Assert.ThrowsAsync<ArgumentException>(() => table.OptimizeAsync(new OptimizeOptions { ClusterBy = [column] }));
        var curve = await Assert.ThrowsAsync<ArgumentException>(() => table.OptimizeAsync(new OptimizeOptions { ZOrderBy = [column] }));

        Assert.Contains(about, cluster.Message, StringComparison.Ordinal);
        Assert.Contains(about, curve.Message, StringComparison.Ordinal);
    }
}
