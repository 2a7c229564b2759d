using Patterns.Core;

namespace Patterns.Tables.Tests.Query;

public sealed class TypedQueryTests : IAsyncLifetime, IDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly Order[] _orders = [.. Order.Many(1, 2_000), .. Order.Many(2, 1_000, 10_000), .. Order.Many(3, 500, 50_000)];
    private Table<Order> _table = null!;

    public async Task InitializeAsync()
    {
        _table = await TableFixture.Store(_objects).CreateAsync<Order>("orders");
        foreach (var part in _orders.Chunk(700))
        {
            await _table.AppendAsync(part);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => GC.SuppressFinalize(this);

    [Fact]
    public async Task All_rows_come_in_the_order_in_which_they_were_appended()
        => Assert.Equal(_orders, await _table.Query().ToListAsync());

    [Fact]
    public async Task Where_keeps_the_rows_for_which_the_lambda_holds()
    {
        var region = "north";
        var since = new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            _orders.Where(order => order.Status == "paid" && order.PaidAt >= since && order.Region != region),
            await _table.Query().Where(order => order.Status == "paid" && order.PaidAt >= since && order.Region != region).ToListAsync());
        Assert.Equal(
            _orders.Where(static order => order.Quantity is null || order.Amount > 5_000m),
            await _table.Query().Where(order => order.Quantity == null || order.Amount > 5_000m).ToListAsync());
        Assert.Equal(
            _orders.Where(static order => order.IsGift && order.Weight < 10),
            await _table.Query().Where(order => order.IsGift).Where(order => order.Weight < 10).ToListAsync());
        Assert.Equal(
            _orders.Where(static order => order.Amount > 9_000m && order.Status == null),
            await _table.Query().Where("amount > 9000 AND status IS NULL").ToListAsync());
    }

    [Fact]
    public async Task Select_makes_anonymous_rows_records_and_single_values()
    {
        Assert.Equal(
            _orders.Select(static order => new { order.OrderId, Net = order.Amount * 2, Label = order.Region + "!" }),
            await _table.Query().Select(order => new { order.OrderId, Net = order.Amount * 2, Label = order.Region + "!" }).ToListAsync());
        Assert.Equal(
            _orders.Select(static order => new Line(order.OrderId, order.Quantity)),
            await _table.Query().Select(order => new Line(order.OrderId, order.Quantity)).ToListAsync());
        Assert.Equal(
            _orders.Select(static order => order.OrderId + 1),
            (await _table.Query().Select(order => new Settable { Id = order.OrderId + 1 }).ToListAsync()).Select(static row => row.Id));
        Assert.Equal(_orders.Select(static order => order.Status), await _table.Query().Select(order => order.Status).ToListAsync());
        Assert.Equal(_orders.Select(static order => order.Quantity), await _table.Query().Select(order => order.Quantity).ToListAsync());
        Assert.Equal(
            _orders.Select(static order => order.OrderId).Where(static id => id % 7 == 0).OrderDescending().Take(3),
            await _table.Query().Select(order => order.OrderId).Where(id => id % 7 == 0).OrderByDescending(id => id).Take(3).ToListAsync());
    }

    [Fact]
    public async Task Groups_are_aggregated_and_sorted()
    {
        var expected = _orders
            .Where(static order => order.Status == "paid")
            .GroupBy(static order => order.Region)
            .Select(static group => new { Region = group.Key, Revenue = group.Sum(static order => order.Amount), Orders = group.LongCount() })
            .OrderByDescending(static row => row.Revenue);

        var actual = await _table.Query()
            .Where(order => order.Status == "paid")
            .GroupBy(order => order.Region)
            .Select(group => new { Region = group.Key, Revenue = group.Sum(order => order.Amount), Orders = group.Count() })
            .OrderByDescending(row => row.Revenue)
            .ToListAsync();

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task Every_aggregate_is_that_of_linq()
    {
        var expected = _orders.GroupBy(static order => order.Status).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => new
        {
            Status = group.Key,
            Count = group.LongCount(),
            Gifts = group.LongCount(static order => order.IsGift),
            Regions = (long)group.Select(static order => order.Region).Distinct().Count(),
            AboutRegions = (long)group.Select(static order => order.Region).Distinct().Count(),
            FirstDate = group.First().OrderDate,
            LastPaid = group.Last().PaidAt,
            AllPaid = group.All(static order => order.PaidAt > DateTimeOffset.UnixEpoch),
            AnyGift = group.Any(static order => order.IsGift),
            Quantity = (long?)group.Sum(static order => order.Quantity),
            Weight = Math.Round(group.Average(static order => order.Weight), 9),
            First = group.Min(static order => order.OrderDate),
            Last = group.Max(static order => order.PaidAt),
            Largest = group.Max(static order => order.Amount),
        });

        var actual = await _table.Query().GroupBy(order => order.Status).Select(group => new
        {
            Status = group.Key,
            Count = group.Count(),
            Gifts = group.Count(order => order.IsGift),
            Regions = group.CountDistinct(order => order.Region),
            AboutRegions = group.ApproximateCountDistinct(order => order.Region),
            FirstDate = group.First(order => order.OrderDate),
            LastPaid = group.Last(order => order.PaidAt),
            AllPaid = group.All(order => order.PaidAt > DateTimeOffset.UnixEpoch),
            AnyGift = group.Any(order => order.IsGift),
            Quantity = group.Sum(order => (long?)order.Quantity),
            Weight = group.Average(order => order.Weight),
            First = group.Min(order => order.OrderDate),
            Last = group.Max(order => order.PaidAt),
            Largest = group.Max(order => order.Amount),
        }).OrderBy(row => row.Status).ToListAsync();

        Assert.Equal(expected, actual.Select(static row => row with { Weight = Math.Round(row.Weight, 9) }));
    }

    [Fact]
    public async Task Quantiles_are_within_one_percent()
    {
        var exact = _orders.GroupBy(static order => order.Region).ToDictionary(static group => group.Key, static group => group.Select(static order => order.Weight).Order().ToList());

        var medians = await _table.Query().GroupBy(order => order.Region).Select(group => new { Region = group.Key, Median = group.Quantile(order => order.Weight, 0.5) }).ToListAsync();

        Assert.Equal(exact.Count, medians.Count);
        Assert.All(medians, row =>
        {
            var weights = exact[row.Region];
            var median = weights[(weights.Count - 1) / 2];
            Assert.InRange(row.Median!.Value, median - Math.Abs(median * 0.0100001), median + Math.Abs(median * 0.0100001));
        });
        var average = 0.5;
        await Assert.ThrowsAsync<ArgumentException>(() => _table.Query().GroupBy(order => order.Region).Select(group => group.Quantile(order => order.Weight, Math.Sqrt(average))).ToListAsync());
    }

    [Fact]
    public async Task A_key_may_have_parts_and_results_may_be_computed_with()
    {
        var expected = _orders
            .GroupBy(static order => (order.Region, order.OrderDate.Month))
            .Select(static group => (group.Key.Region, group.Key.Month, Mean: group.Sum(static order => order.Amount) / group.Count()))
            .Where(static row => row.Mean > 4_900m)
            .OrderBy(static row => row.Region, StringComparer.Ordinal).ThenByDescending(static row => row.Month);

        var actual = await _table.Query()
            .GroupBy(order => new { order.Region, order.OrderDate.Month })
            .Select(group => new { group.Key.Region, group.Key.Month, Mean = group.Sum(order => order.Amount) / group.Count() })
            .Where(row => row.Mean > 4_900m)
            .OrderBy(row => row.Region).ThenByDescending(row => row.Month)
            .ToListAsync();

        Assert.Equal(
            expected.Select(static row => (row.Region, row.Month, decimal.Round(row.Mean, 4))),
            actual.Select(static row => (row.Region, row.Month, decimal.Round(row.Mean, 4))));
    }

    [Fact]
    public async Task Order_skip_and_take_are_those_of_linq()
    {
        var expected = _orders.OrderBy(static order => order.Region, StringComparer.Ordinal).ThenByDescending(static order => order.Amount).ThenBy(static order => order.OrderId).ToList();
        var query = _table.Query().OrderBy(order => order.Region).ThenByDescending(order => order.Amount).ThenBy(order => order.OrderId);

        Assert.Equal(expected, await query.ToListAsync());
        Assert.Equal(expected.Take(10), await query.Take(10).ToListAsync());
        Assert.Equal(expected.Skip(3_400).Take(200), await query.Skip(3_400).Take(200).ToListAsync());
        Assert.Empty(await query.Take(0).ToListAsync());
        Assert.Empty(await query.Skip(5_000).ToListAsync());
    }

    [Fact]
    public async Task Rows_and_groups_are_counted()
    {
        Assert.Equal(3_500, await _table.Query().CountAsync());
        Assert.Equal(_orders.LongCount(static order => order.IsGift), await _table.Query().Where(order => order.IsGift).CountAsync());
        Assert.Equal(5, await _table.Query().GroupBy(order => order.Region).Select(group => group.Key).CountAsync());
        Assert.Equal(0, await _table.Query().Where(order => order.OrderId < 0).CountAsync());
    }

    [Fact]
    public async Task A_query_sees_the_version_at_which_it_was_begun()
    {
        var query = _table.Query();
        await _table.AppendAsync(Order.Many(9, 10, 90_000));

        Assert.Equal(3_500, await query.CountAsync());
        Assert.Equal(3_510, await _table.Query().CountAsync());
    }

    [Fact]
    public void What_has_no_counterpart_is_named_where_it_is_written()
    {
        var unknown = Assert.Throws<ArgumentException>(() => _table.Query().Where(order => Guess(order)));
        var whole = Assert.ThrowsAny<Exception>(() => _table.Query().GroupBy(order => new { order.Region, order.Status }).Select(group => new { group.Key }));

        Assert.Contains("Guess", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("key", whole.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Throws<InvalidOperationException>(() => _table.Query().ThenBy(order => order.Region));
    }

    [Fact]
    public async Task Rows_stream_and_reading_can_stop_early()
        => Assert.Equal(_orders.Take(3), await _table.Query().ToAsyncEnumerable().Take(3).ToListAsync());

    private static bool Guess(Order order) => order.IsGift;

    private sealed record Line(long OrderId, int? Quantity);

    private sealed class Settable
    {
        public long Id { get; set; }
    }
}
