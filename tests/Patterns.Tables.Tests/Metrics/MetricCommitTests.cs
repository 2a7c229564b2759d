using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Metrics;

public sealed class MetricCommitTests
{
    private readonly MemoryObjectStore _objects = new();

    [Fact]
    public async Task Defining_a_metric_anew_is_a_commit_that_explains_the_difference()
    {
        var table = await OrdersAsync();

        var change = await table.DefineMetricAsync("revenue", "sum(amount)", filter: "status = 'paid' AND NOT is_gift", time: "paid_at", unit: "EUR");

        Assert.Equal(2, change.Version);
        Assert.Equal("Only the second asks for NOT is_gift.", change.ToString());
        Assert.False(change.KeepsMeaning);
        var commit = await FirstAsync(table.HistoryAsync());
        Assert.Equal((2L, "SET TBLPROPERTIES"), (commit.Version, commit.Operation));
        Assert.Equal(20, (await table.RowsAsync<Order>()).Count);
    }

    [Fact]
    public async Task A_definition_survives_opening_the_table_again()
    {
        var table = await OrdersAsync();
        await table.DefineMetricAsync(new MetricDefinition("mean", "avg(AMOUNT)") { Scale = 2, Rounding = MetricRounding.HalfEven, Description = "of all" });

        var again = await TableFixture.Store(_objects).OpenAsync("orders");

        Assert.Equal(["mean", "revenue"], again.Metrics.Keys);
        Assert.Equal(("avg(amount)", 2, MetricRounding.HalfEven, "of all"), (again.Metrics["mean"].Expression.ToString(), again.Metrics["mean"].Scale!.Value, again.Metrics["mean"].Rounding, again.Metrics["mean"].Description!));
    }

    [Fact]
    public async Task Nothing_is_committed_when_nothing_changes()
    {
        var table = await OrdersAsync();

        var change = await table.DefineMetricAsync("revenue", "sum(amount)", filter: "status = 'paid'", time: "paid_at", unit: "EUR");

        Assert.Equal((1L, true), (change.Version, change.KeepsMeaning));
        Assert.Equal(1, await table.RefreshAsync());
    }

    [Fact]
    public async Task The_past_is_measured_with_the_definition_of_then_or_of_today()
    {
        var table = await OrdersAsync();
        await table.DefineMetricAsync("revenue", "sum(amount)", time: "paid_at");
        await table.As<Order>().AppendAsync(Order.Many(2, 20, firstId: 21));

        var then = await table.MeasureAsync(new MetricQuestion("revenue") { AsOf = 1 });
        var today = await table.MeasureAsync(new MetricQuestion("revenue") { AsOf = 1, DefinitionAt = MetricDefinitionAt.Today });
        var pinned = await (await table.AsOfAsync(1)).MeasureAsync("revenue");

        var dated = Order.Many(1, 20).Where(static order => order.PaidAt is not null).ToList();
        Assert.Equal(dated.Where(static order => order.Status == "paid").Sum(static order => order.Amount), then.Value);
        Assert.Equal(dated.Sum(static order => order.Amount), today.Value);
        Assert.Equal(then.Value, pinned.Value);
        Assert.Equal((1L, 1L, 1L, 3L), (then.Receipt.TableVersion, then.Receipt.DefinitionVersion, today.Receipt.TableVersion, today.Receipt.DefinitionVersion));
        Assert.NotEqual(then.Receipt.DefinitionHash, today.Receipt.DefinitionHash);
        await Assert.ThrowsAsync<VersionNotFoundException>(() => table.MeasureAsync(new MetricQuestion("revenue") { AsOf = 9 }));
    }

    [Fact]
    public async Task A_dropped_metric_is_gone_but_not_from_the_past()
    {
        var table = await OrdersAsync();

        var change = await table.DropMetricAsync("revenue");

        Assert.Equal((2L, null), (change.Version, change.After));
        Assert.Empty(table.Metrics);
        await Assert.ThrowsAsync<MetricNotFoundException>(() => table.MeasureAsync("revenue"));
        await Assert.ThrowsAsync<MetricNotFoundException>(() => table.DropMetricAsync("revenue"));
        Assert.NotNull((await table.MeasureAsync(new MetricQuestion("revenue") { AsOf = 1 })).Value);
    }

    [Fact]
    public async Task A_metric_that_others_are_derived_from_is_neither_dropped_nor_made_useless()
    {
        var table = await OrdersAsync();
        await table.DefineMetricAsync("doubled", "revenue * 2");

        var dropped = await Assert.ThrowsAsync<MetricReferenceException>(() => table.DropMetricAsync("revenue"));
        await Assert.ThrowsAsync<MetricReferenceException>(
            () => table.DefineMetricAsync(new MetricDefinition("revenue", "sum(amount)") { TimeColumn = "paid_at", Additivity = MetricAdditivity.SemiAdditive }));

        Assert.Equal(("metric.reference", "Metric 'revenue': doubled is derived from it. Drop or define it anew first."), (dropped.Code, dropped.Message));
        var before = (decimal)(await table.MeasureAsync("doubled")).Value!;
        await table.DefineMetricAsync("revenue", "sum(amount) * 10", time: "paid_at", filter: "status = 'paid'");
        Assert.Equal(before * 10, (decimal)(await table.MeasureAsync("doubled")).Value!);
    }

    [Fact]
    public async Task Definitions_that_make_no_sense_are_refused()
    {
        var table = await OrdersAsync();

        var unknown = await Assert.ThrowsAsync<MetricReferenceException>(() => table.DefineMetricAsync("x", "amount * 2"));
        await Assert.ThrowsAsync<MetricReferenceException>(() => table.DefineMetricAsync("x", "revenue * 2", filter: "is_gift"));
        await Assert.ThrowsAsync<MetricReferenceException>(() => table.DefineMetricAsync("x", "x * 2"));
        await Assert.ThrowsAsync<MetricDefinitionException>(() => table.DefineMetricAsync("x", "sum(price)"));
        await Assert.ThrowsAsync<MetricDefinitionException>(() => table.DefineMetricAsync("x", "sum(amount) + weight"));
        await Assert.ThrowsAsync<MetricDefinitionException>(() => table.DefineMetricAsync("x", "sum(amount"));
        await Assert.ThrowsAsync<MetricDefinitionException>(() => table.DefineMetricAsync("x", "sum(amount)", time: "region"));

        Assert.Contains("'amount' stands outside of an aggregate and is no metric of table 'orders'. Metrics are revenue, x", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(1, await table.RefreshAsync());
        await Assert.ThrowsAsync<MetricReferenceException>(
            () => TableFixture.Store(_objects).CreateAsync<Order>("other", static builder => builder.Metric("x", "revenue * 2")));
        await Assert.ThrowsAsync<ArgumentException>(
            () => TableFixture.Store(_objects).CreateAsync<Order>("other", static builder => builder.Metric("x", "count(*)").Metric("X", "count(*)")));
    }

    [Fact]
    public async Task Of_two_writers_of_one_metric_one_is_told_of_the_other()
    {
        await OrdersAsync();
        var other = await TableFixture.Store(_objects, seed: 3).OpenAsync("orders");
        var others = new Queue<Func<Task>>([() => other.DefineMetricAsync("gifts", "count(*)", filter: "is_gift")]);
        var slow = new FlakyObjectStore(_objects, call => call.Operation == StoreOperation.Put ? AfterNext(others) : Fault.None);
        var table = await TableFixture.Store(slow, seed: 2).OpenAsync("orders");

        var first = await table.DefineMetricAsync("orders", "count(*)");
        others.Enqueue(() => other.DefineMetricAsync("revenue", "max(amount)"));
        var conflict = await Assert.ThrowsAsync<CommitConflictException>(() => table.DefineMetricAsync("revenue", "min(amount)"));

        Assert.Equal(3, first.Version);
        Assert.Contains("it changed the metric 'revenue' as well", conflict.Message, StringComparison.Ordinal);
        Assert.Equal(["gifts", "orders", "revenue"], (await TableFixture.Store(_objects).OpenAsync("orders")).Metrics.Keys);
    }

    [Fact]
    public async Task Rows_are_appended_while_somebody_defines_a_metric()
    {
        await OrdersAsync();
        var other = await TableFixture.Store(_objects, seed: 3).OpenAsync("orders");
        var others = new Queue<Func<Task>>([() => other.DefineMetricAsync("gifts", "count(*)", filter: "is_gift"), () => other.DropMetricAsync("revenue")]);
        var slow = new FlakyObjectStore(_objects, call => call is { Operation: StoreOperation.Put } && call.Path.Contains("_delta_log", StringComparison.Ordinal) ? AfterNext(others) : Fault.None);
        var table = await TableFixture.Store(slow, seed: 2).OpenAsync<Order>("orders");

        var appended = await table.AppendAsync(Order.Many(5, 10, firstId: 100));

        Assert.Equal((4L, 2), (appended.Version, appended.Retries));
        Assert.Equal(["gifts"], table.Untyped.Metrics.Keys);
        Assert.Equal(30, await table.CountAsync());
    }

    [Fact]
    public async Task A_damaged_definition_is_named()
    {
        var table = await OrdersAsync();
        var path = "orders/_delta_log/00000000000000000000.json";
        var text = System.Text.Encoding.UTF8.GetString(await _objects.ReadAllAsync(path));
        await _objects.PutAsync(path, System.Text.Encoding.UTF8.GetBytes(text.Replace("\\\"unit\\\":\\\"EUR\\\"", "\\\"currency\\\":\\\"EUR\\\"", StringComparison.Ordinal)));

        var damaged = await Assert.ThrowsAsync<MetricDefinitionException>(async () => await (await TableFixture.Store(_objects).OpenAsync(table.Path)).MeasureAsync("revenue"));

        Assert.Contains("'currency' is not known", damaged.Message, StringComparison.Ordinal);
    }

    /// <summary>Lets the next of the others go first.</summary>
    private static Fault AfterNext(Queue<Func<Task>> others)
    {
        if (others.TryDequeue(out var next))
        {
            next().GetAwaiter().GetResult();
        }

        return Fault.None;
    }

    private static async Task<TableCommit> FirstAsync(IAsyncEnumerable<TableCommit> commits)
    {
        await foreach (var commit in commits)
        {
            return commit;
        }

        throw new InvalidOperationException("There is no commit.");
    }

    private async Task<Table> OrdersAsync()
    {
        var table = await TableFixture.Store(_objects).CreateAsync<Order>(
            "orders", static table => table.Metric("revenue", "sum(amount)", filter: "status = 'paid'", time: "paid_at", unit: "EUR"));
        await table.AppendAsync(Order.Many(1, 20));
        return table.Untyped;
    }
}
