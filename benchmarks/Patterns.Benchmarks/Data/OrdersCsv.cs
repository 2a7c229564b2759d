using System.Globalization;

namespace Patterns.Benchmarks.Data;

/// <summary>The orders as a CSV file: a header, 14 columns, quotes where RFC 4180 needs them, about 130 bytes a row.</summary>
internal static class OrdersCsv
{
    public const int DefaultRows = 1_000_000;

    private const string Header =
        "order_id,customer_id,ordered_at,paid_at,status,channel,country,city,sku,product,quantity,unit_price,amount,note";

    /// <summary>The path of the file with that many orders.</summary>
    public static string Ensure(int rows) => BenchData.Ensure($"orders-1-{rows}.csv", path => Write(path, rows));

    private static void Write(string path, int rows)
    {
        using var writer = new StreamWriter(path) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (Order order in Orders.Generate(rows))
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{order.OrderId},{order.CustomerId},{Time(order.OrderedAt)},{Time(order.PaidAt)},{order.Status},{order.Channel},{order.Country},{Quote(order.City)},{order.Sku},{order.Product},{order.Quantity},{order.UnitPrice},{order.Amount},{Quote(order.Note)}"));
        }
    }

    private static string? Time(DateTimeOffset? value) => value?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string? Quote(string? text) =>
        text is not null && text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
