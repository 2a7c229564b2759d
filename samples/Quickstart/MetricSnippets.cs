using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;

namespace Quickstart;

/// <summary>What the README of Patterns.Tables shows of metrics.</summary>
internal static class MetricSnippets
{
    public static async Task MeasureAsync(string folder)
    {
        // begin-snippet: tables-metrics
        var options = new TableStoreOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") };
        await using var store = new TableStore(new FileObjectStore(folder), options);
        Table<Sale> sales = await store.CreateAsync<Sale>("sales/measured", table => table
            .Metric("revenue", "sum(amount)", filter: "status = 'paid'", time: "paid_at", unit: "EUR")
            .Metric("orders", "count(*)", filter: "status = 'paid'", time: "paid_at")
            .Metric("average_order", "revenue / nullif(orders, 0)", unit: "EUR"));
        await sales.AppendAsync(
        [
            new Sale("north", "paid", 12.50m, new DateTimeOffset(2026, 6, 30, 22, 30, 0, TimeSpan.Zero)),   // July in Berlin
            new Sale("south", "paid", 99.00m, new DateTimeOffset(2026, 8, 2, 9, 0, 0, TimeSpan.Zero)),
            new Sale("north", "open", 20.00m, new DateTimeOffset(2026, 8, 3, 9, 0, 0, TimeSpan.Zero)),
        ]);

        Period quarter = store.Calendar.Quarter(2026, 3);
        MetricResult q3 = await sales.MeasureAsync("revenue", quarter, by: ["region"]);
        Console.WriteLine(q3);                                      // the numbers, then the receipt

        MetricResult monthly = await sales.MeasureAsync(new MetricQuestion("average_order") { Period = quarter, Grain = TimeGrain.Month });
        Console.WriteLine(string.Join('\n', monthly.Rows));

        MetricChange change = await sales.Untyped.DefineMetricAsync("revenue", "sum(amount)", filter: "status IN ('paid', 'open')", time: "paid_at", unit: "EUR");
        Console.WriteLine(change);                                  // a commit, and the difference in words
        MetricResult then = await sales.MeasureAsync(new MetricQuestion("revenue") { Period = quarter, AsOf = 1 });
        Console.WriteLine(then.Value);                              // the rows and the definition of version 1
        // end-snippet
    }

    public sealed record Sale(string Region, string Status, [property: Decimal(18, 2)] decimal Amount, DateTimeOffset PaidAt);
}
