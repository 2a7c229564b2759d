using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests.Metrics;

public sealed class MeasureTests
{
    private static readonly Order[] Orders = Order.Many(7, 2_000);

    private readonly MemoryObjectStore _objects = new();

    [Fact]
    public async Task A_sum_is_of_the_rows_that_pass_the_filter_in_the_period()
    {
        var table = await OrdersAsync();

        var result = await table.MeasureAsync("revenue", table.Calendar.Quarter(2026, 3), by: ["region"]);

        Assert.Equal(
            Paid(Quarter3).GroupBy(static order => order.Region).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => (group.Key, (object?)group.Sum(static order => order.Amount))),
            result.Rows.Select(static row => ((string)row.By[0]!, row.Value)));
    }

    [Fact]
    public async Task A_receipt_says_what_the_answer_rests_on()
    {
        var table = await OrdersAsync();

        var receipt = (await table.MeasureAsync(new MetricQuestion("revenue") { Period = table.Calendar.Quarter(2026, 3), Where = "region = 'north'" })).Receipt;

        Assert.Equal(("orders", 4L, 4L, "revenue", "EUR"), (receipt.Table, receipt.TableVersion, receipt.DefinitionVersion, receipt.Metric, receipt.Unit));
        Assert.Equal(table.Metrics["revenue"].Hash, receipt.DefinitionHash);
        Assert.Equal("[2026-07-01T00:00:00Z, 2026-10-01T00:00:00Z)", receipt.Period.ToString());
        Assert.Equal(
            ["status = 'paid'", "paid_at >= timestamp '2026-07-01 00:00:00Z' AND paid_at < timestamp '2026-10-01 00:00:00Z'", "region = 'north'"],
            receipt.Filters);
        Assert.Equal((4, 4, 2_000L), (receipt.FilesTotal, receipt.FilesRead, receipt.RowsRead));
        Assert.Equal(Paid(Quarter3).Count(static order => order.Region == "north"), receipt.RowsCounted);
        Assert.Contains("revenue = sum(amount) WHERE status = 'paid' [EUR]", receipt.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_hold_no_row_of_the_period_are_not_read()
    {
        var store = TableFixture.Store(_objects);
        var table = await store.CreateAsync<Order>("orders", static table => table.Metric("booked", "sum(amount)", time: "order_date"));
        foreach (var month in Orders.GroupBy(static order => order.OrderDate.Month))
        {
            await table.AppendAsync(month);
        }

        var result = await table.MeasureAsync("booked", store.Calendar.Month(2026, 5));

        Assert.Equal(Orders.Where(static order => order.OrderDate.Month == 5).Sum(static order => order.Amount), result.Value);
        Assert.Equal((12, 1), (result.Receipt.FilesTotal, result.Receipt.FilesRead));
        Assert.Null(result.Receipt.Period);
        Assert.Equal("[2026-05-01, 2026-06-01)", result.Receipt.Days);
    }

    [Fact]
    public async Task Counts_distinct_counts_extremes_and_means_are_those_of_the_rows()
    {
        var table = await OrdersAsync();

        Assert.Equal(Paid(AllTime).LongCount(), (await table.MeasureAsync("orders")).Value);
        Assert.Equal(Paid(AllTime).Select(static order => order.Region).Distinct().LongCount(), (await table.MeasureAsync("regions")).Value);
        Assert.Equal(Orders.Min(static order => order.Amount), (await table.MeasureAsync("smallest")).Value);
        Assert.Equal(Orders.Max(static order => order.Amount), (await table.MeasureAsync("largest")).Value);
        Assert.Equal(Orders.Where(static order => order.Quantity is not null).Average(static order => order.Quantity!.Value), (double)(await table.MeasureAsync("mean_quantity")).Value!, 9);
    }

    [Fact]
    public async Task A_ratio_is_divided_after_aggregation()
    {
        var table = await OrdersAsync();

        var rows = (await table.MeasureAsync("paid_share", by: ["region"])).Rows;

        Assert.Equal(
            Orders.GroupBy(static order => order.Region).OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => (group.Key, Math.Round((double)group.Count(static order => order.Status == "paid") / group.Count(), 3, MidpointRounding.AwayFromZero))),
            rows.Select(static row => ((string)row.By[0]!, (double)row.Value!)));
    }

    [Fact]
    public async Task A_derived_metric_is_computed_from_the_numbers_of_others()
    {
        var table = await OrdersAsync();

        var result = await table.MeasureAsync("average_order", table.Calendar.Quarter(2026, 3));

        var paid = Paid(Quarter3).ToList();
        Assert.Equal(Math.Round(paid.Sum(static order => order.Amount) / paid.Count, 6), Math.Round((decimal)result.Value!, 6));
        Assert.Contains("sum(amount) / nullif(count(*), 0)", result.Receipt.Definition, StringComparison.Ordinal);
        Assert.Contains("status = 'paid'", result.Receipt.Filters);
    }

    [Fact]
    public async Task Metrics_of_different_filters_are_derived_from_their_own_rows()
    {
        var table = await OrdersAsync();

        var result = await table.MeasureAsync("gift_share");

        var expected = (double)Orders.Count(static order => order.Status == "paid" && order.PaidAt is not null && order.IsGift) / Paid(AllTime).Count();
        Assert.Equal(expected, (double)result.Value!, 12);
    }

    [Fact]
    public async Task A_semi_additive_metric_counts_the_last_rows_of_each_period()
    {
        var store = TableFixture.Store(_objects);
        var table = await store.CreateAsync<Balance>("balances", static table => table
            .Metric(new MetricDefinition("balance", "sum(amount)") { TimeColumn = "day", Additivity = MetricAdditivity.SemiAdditive }));
        await table.AppendAsync(Balances());

        var result = await table.MeasureAsync(new MetricQuestion("balance") { Period = store.Calendar.Quarter(2026, 1), Grain = TimeGrain.Month, By = ["account"] });
        var whole = await table.MeasureAsync("balance", store.Calendar.Quarter(2026, 1));

        // Account b was closed in March: it has no row on the last day, so it does not count, and parts add up to the whole.
        Assert.Equal(["2026-01, a: 31", "2026-01, b: 310", "2026-02, a: 59", "2026-02, b: 590", "2026-03, a: 90"], result.Rows.Select(static row => row.ToString()));
        Assert.Equal(90L, whole.Value);
        Assert.Equal(59L + 590L, (await table.MeasureAsync("balance", store.Calendar.Month(2026, 2))).Value);
        Assert.Equal([31L + 310L, 59L + 590L, 90L], result.RollUp([], keepPeriods: true).Rows.Select(static row => row.Value));
        Assert.Throws<MetricRollUpException>(() => result.RollUp(["account"]));
    }

    [Fact]
    public async Task A_condition_does_not_move_the_last_day_of_a_semi_additive_metric()
    {
        var store = TableFixture.Store(_objects);
        var table = await store.CreateAsync<Balance>("balances", static table => table
            .Metric(new MetricDefinition("balance", "sum(amount)") { TimeColumn = "day", Additivity = MetricAdditivity.SemiAdditive }));
        await table.AppendAsync(Balances());

        var closed = await table.MeasureAsync(new MetricQuestion("balance") { Period = store.Calendar.Quarter(2026, 1), Where = "account = 'b'" });

        Assert.Null(closed.Value);
        Assert.Equal(0, closed.Receipt.RowsCounted);
    }

    [Fact]
    public async Task Additive_numbers_roll_up_to_what_asking_again_gives()
    {
        var table = await OrdersAsync();
        var question = new MetricQuestion("revenue") { Period = table.Calendar.Year(2026), Grain = TimeGrain.Month, By = ["region", "is_gift"] };
        var fine = await table.MeasureAsync(question);

        var byRegion = fine.RollUp(["region"]);

        Assert.Equal(
            (await table.MeasureAsync(question with { Grain = null, By = ["region"] })).Rows.Select(static row => row.ToString()),
            byRegion.Rows.Select(static row => row.ToString()).Order(StringComparer.Ordinal));
        Assert.True(byRegion.Receipt.IsRolledUp);
        Assert.Equal((await table.MeasureAsync(question with { By = [] })).Rows.Select(static row => row.Value), fine.RollUp([], keepPeriods: true).Rows.Select(static row => row.Value));
        Assert.Throws<DimensionNotFoundException>(() => fine.RollUp(["status"]));
    }

    [Fact]
    public async Task Numbers_that_do_not_add_up_are_not_rolled_up()
    {
        var table = await OrdersAsync();

        var regions = await Assert.ThrowsAsync<MetricRollUpException>(async () => (await table.MeasureAsync("regions", by: ["is_gift"])).RollUp([]));
        var share = await Assert.ThrowsAsync<MetricRollUpException>(async () => (await table.MeasureAsync("paid_share", by: ["region"])).RollUp([]));

        Assert.Equal("metric.roll-up", regions.Code);
        Assert.Equal(MetricAdditivity.NonAdditive, share.Additivity);
    }

    [Fact]
    public async Task What_does_not_exist_is_refused_and_what_does_is_named()
    {
        var table = await OrdersAsync();

        var metric = await Assert.ThrowsAsync<MetricNotFoundException>(() => table.MeasureAsync("turnover"));
        var dimension = await Assert.ThrowsAsync<DimensionNotFoundException>(() => table.MeasureAsync("revenue", by: ["country"]));
        var twice = await Assert.ThrowsAsync<DimensionNotFoundException>(() => table.MeasureAsync("revenue", by: ["region", "region"]));

        Assert.Equal("The table 'orders' has no metric 'turnover' at version 4. It has average_order, gift_share, gifts, largest, mean_quantity, orders, paid_share, regions, revenue, smallest.", metric.Message);
        Assert.Equal(("metric.not-found", 4L), (metric.Code, metric.Version));
        Assert.Contains("Dimensions are order_id, region, status", dimension.Message, StringComparison.Ordinal);
        Assert.Contains("named twice", twice.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<PatternsException>(() => table.MeasureAsync(new MetricQuestion("revenue") { Where = "country = 'DE'" }));
    }

    [Fact]
    public async Task An_empty_table_has_no_sum_and_a_count_of_zero()
    {
        var store = TableFixture.Store(_objects);
        var table = await store.CreateAsync<Order>("orders", Define);

        Assert.Null((await table.MeasureAsync("revenue")).Value);
        Assert.Equal(0L, (await table.MeasureAsync("orders", store.Calendar.Year(2026))).Value);
        Assert.Empty((await table.MeasureAsync(new MetricQuestion("orders") { Grain = TimeGrain.Day })).Rows);
        Assert.Empty((await table.MeasureAsync("orders", by: ["region"])).Rows);
    }

    [Fact]
    public async Task A_dimension_may_be_called_like_a_column_of_the_answer()
    {
        var store = TableFixture.Store(_objects);
        var table = await store.CreateAsync<Named>("named", static table => table.Metric("rows", "count(*)", time: "day"));
        await table.AppendAsync([new Named("x", 1, new DateOnly(2026, 1, 1)), new Named("x", 2, new DateOnly(2026, 1, 2)), new Named("y", 1, new DateOnly(2026, 2, 1))]);

        var result = await table.MeasureAsync(new MetricQuestion("rows") { By = ["period", "part_1"], Grain = TimeGrain.Month });

        Assert.Equal(["2026-01, x, 1: 1", "2026-01, x, 2: 1", "2026-02, y, 1: 1"], result.Rows.Select(static row => row.ToString()));
    }

    private static Func<Order, bool> Quarter3 => static order => order.PaidAt is { Month: >= 7 and <= 9 };

    private static Func<Order, bool> AllTime => static order => order.PaidAt is not null;

    private static IEnumerable<Order> Paid(Func<Order, bool> time) => Orders.Where(static order => order.Status == "paid").Where(time);

    private static void Define(TableBuilder<Order> table) => table
        .Metric("average_order", "revenue / nullif(orders, 0)", unit: "EUR")
        .Metric("revenue", "sum(amount)", filter: "status = 'paid'", time: "paid_at", unit: "EUR")
        .Metric("orders", "count(*)", filter: "status = 'paid'", time: "paid_at")
        .Metric("gifts", "count(*)", filter: "status = 'paid' AND is_gift", time: "paid_at")
        .Metric("gift_share", "gifts / nullif(orders, 0)")
        .Metric("regions", "count(DISTINCT region)", filter: "status = 'paid'", time: "paid_at")
        .Metric("smallest", "min(amount)")
        .Metric("largest", "max(amount)")
        .Metric("mean_quantity", "avg(quantity)")
        .Metric(new MetricDefinition("paid_share", "count(CASE WHEN status = 'paid' THEN TRUE END) / count(*)") { Scale = 3 });

    private static IEnumerable<Balance> Balances()
    {
        for (var day = new DateOnly(2026, 1, 1); day < new DateOnly(2026, 4, 1); day = day.AddDays(1))
        {
            yield return new Balance("a", day, day.DayOfYear);
            if (day < new DateOnly(2026, 3, 10))
            {
                yield return new Balance("b", day, 10 * day.DayOfYear);
            }
        }
    }

    private async Task<Table> OrdersAsync()
    {
        var table = await TableFixture.Store(_objects).CreateAsync<Order>("orders", Define);
        foreach (var part in Orders.Chunk(500))
        {
            await table.AppendAsync(part);
        }

        return table.Untyped;
    }

    private sealed record Balance(string Account, DateOnly Day, long Amount);

    private sealed record Named(string Period, [property: Column("part_1")] int Part, DateOnly Day);
}
