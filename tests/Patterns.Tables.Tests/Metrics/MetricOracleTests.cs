using System.Globalization;
using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests.Metrics;

/// <summary>Random questions, answered by plain loops over the rows as well.</summary>
public sealed class MetricOracleTests
{
    private static readonly Dictionary<string, (Func<Order, bool> Filter, Func<IReadOnlyList<Order>, object?> Value)> Metrics = new()
    {
        ["revenue"] = (static order => order.Status == "paid", static rows => rows.Count == 0 ? null : rows.Sum(static order => order.Amount)),
        ["orders"] = (static _ => true, static rows => (long)rows.Count),
        ["customers"] = (static order => order.IsGift, static rows => rows.Select(static order => order.Quantity).Where(static quantity => quantity is not null).Distinct().LongCount()),
        ["largest"] = (static _ => true, static rows => rows.Count == 0 ? null : rows.Max(static order => order.Amount)),
        ["mean"] = (static _ => true, static rows => rows.Count == 0 ? null : Math.Round(rows.Sum(static order => order.Amount) / rows.Count, 6, MidpointRounding.AwayFromZero)),
    };

    [Theory]
    [InlineData("UTC", 1, 1)]
    [InlineData("Europe/Berlin", 4, 2)]
    [InlineData("America/New_York", 10, 3)]
    [InlineData("Asia/Kathmandu", 7, 4)]
    public async Task Answers_are_those_of_plain_loops(string zone, int fiscalStart, int seed)
    {
        var random = new Random(seed);
        var options = new TableStoreOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone), FiscalYear = new FiscalYear(fiscalStart, FiscalYearName.EndYear), FirstDayOfWeek = (DayOfWeek)random.Next(7) };
        var store = TableFixture.Store(new MemoryObjectStore(), seed, options);
        var orders = Order.Many(seed, 1_500);
        var table = await CreateAsync(store, orders);

        for (var round = 0; round < 40; round++)
        {
            var question = Ask(random, store.Calendar);

            var result = await table.MeasureAsync(question);

            Assert.Equal(Expected(orders, question, store.Calendar), result.Rows.Select(static row => $"{row.Period?.Name}|{string.Join(',', row.By.Select(static value => value ?? "null"))}|{Text(row.Value)}").Order(StringComparer.Ordinal));
        }
    }

    private static MetricQuestion Ask(Random random, BusinessCalendar calendar)
    {
        string[] dimensions = ["region", "status", "is_gift", "quantity"];
        var length = (TimeGrain)random.Next(5);
        var period = random.Next(3) == 0 ? null : calendar.PeriodOf(length, new DateOnly(2026, 1, 1).AddDays(random.Next(365)));
        return new MetricQuestion(Metrics.Keys.ElementAt(random.Next(Metrics.Count)))
        {
            Period = period,
            Grain = random.Next(2) == 0 ? null : (TimeGrain)random.Next(period is null ? 5 : (int)length + 1),
            By = [.. dimensions.Where(_ => random.Next(3) == 0)],
            Where = random.Next(2) == 0 ? null : "weight < 60",
        };
    }

    private static IEnumerable<string> Expected(IEnumerable<Order> orders, MetricQuestion question, BusinessCalendar calendar)
    {
        var (filter, value) = Metrics[question.Metric];
        var rows = orders.Where(filter)
            .Where(order => order.PaidAt is { } paid && (question.Period is null || question.Period.Window.Contains(paid)))
            .Where(order => question.Where is null || order.Weight < 60)
            .ToList();
        if (question.Grain is null && question.By.Count == 0)
        {
            return [$"||{Text(value(rows))}"];
        }

        return rows
            .GroupBy(order => $"{PeriodName(order, question, calendar)}|{string.Join(',', question.By.Select(name => Dimension(order, name) ?? "null"))}")
            .Select(group => $"{group.Key}|{Text(value([.. group]))}")
            .Order(StringComparer.Ordinal);
    }

    private static string? Text(object? value) => value is decimal number ? number.ToString("0.############################", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static string? PeriodName(Order order, MetricQuestion question, BusinessCalendar calendar)
        => question.Grain is { } grain ? calendar.PeriodOf(grain, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(order.PaidAt!.Value, calendar.TimeZone).DateTime)).Name : null;

    private static object? Dimension(Order order, string name) => name switch
    {
        "region" => order.Region,
        "status" => order.Status,
        "is_gift" => order.IsGift,
        _ => order.Quantity,
    };

    private static async Task<Table<Order>> CreateAsync(TableStore store, Order[] orders)
    {
        var table = await store.CreateAsync<Order>("orders", static table => table
            .Metric("revenue", "sum(amount)", filter: "status = 'paid'", time: "paid_at")
            .Metric("orders", "count(*)", time: "paid_at")
            .Metric("customers", "count(DISTINCT quantity)", filter: "is_gift", time: "paid_at")
            .Metric("largest", "max(amount)", time: "paid_at")
            .Metric(new MetricDefinition("mean", "sum(amount) / count(*)") { TimeColumn = "paid_at", Scale = 6 }));
        foreach (var part in orders.Chunk(400))
        {
            await table.AppendAsync(part);
        }

        return table;
    }
}
