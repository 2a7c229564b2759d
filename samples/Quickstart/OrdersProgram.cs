using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;

namespace Quickstart;

/// <summary>The program that the README of the project begins with.</summary>
internal static class OrdersProgram
{
    // begin-snippet: program-records
    public sealed record Order(long OrderId, string Region, [property: Decimal(10, 2)] decimal Amount);
    // end-snippet

    public static async Task RunAsync(string folder)
    {
        // begin-snippet: program
        await using var store = new TableStore(new FileObjectStore(folder));
        Table<Order> orders = await store.CreateAsync<Order>("sales/orders", table => table
            .Key(order => order.OrderId)
            .Check("amount_not_negative", "amount >= 0")
            .Metric("revenue", "sum(amount)", unit: "EUR"));

        await orders.AppendAsync([new Order(1, "north", 12.50m), new Order(2, "south", 99.90m), new Order(3, "north", 7.00m)]);
        try
        {
            await orders.AppendAsync([new Order(4, "east", 1.00m), new Order(5, "east", -5.00m)]);   // all rows or none
        }
        catch (RowsRejectedException rejected)
        {
            Console.WriteLine(rejected.Message);
        }

        var byRegion = await orders.Query()
            .GroupBy(order => order.Region)
            .Select(group => new { Region = group.Key, Total = group.Sum(order => order.Amount), Orders = group.Count() })
            .OrderByDescending(row => row.Total)
            .ToListAsync();
        Console.WriteLine(string.Join('\n', byRegion));
        Console.WriteLine(await orders.MeasureAsync("revenue"));   // defined once, with a receipt
        // end-snippet
    }
}
