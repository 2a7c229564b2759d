using Patterns.Testing;

namespace Patterns.Columnar.Tests.Rows;

public sealed class RowBinderAllocationTests
{
    private const int Rows = 20_000;

    public enum Status
    {
        Open,
        Paid,
    }

    public sealed record Address(string City, int? Zip);

    public sealed record Item(string Sku, int Quantity, List<string> Marks);

    public sealed record Order(
        long Id,
        string? Customer,
        Status Status,
        Guid Key,
        [property: Decimal(10, 2)] decimal Amount,
        DateOnly Day,
        DateTimeOffset? At,
        Address? Home,
        string[] Tags,
        List<Item> Items,
        Dictionary<string, double?> Scores);

    [OptimizedFact]
    public void Writing_nested_rows_allocates_per_batch_and_not_per_row()
    {
        var orders = Orders();
        var binder = new RowBinder<Order>();

        // Other tests empty the pools now and then; what is allocated per row is allocated every time.
        var allocated = Enumerable.Range(0, 10).Min(_ =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            binder.Write(orders).Dispose();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.InRange(allocated, 0, Rows);
    }

    private static Order[] Orders()
    {
        var random = new Random(3);
        return
        [
            .. Enumerable.Range(0, Rows).Select(row => new Order(
                row,
                row % 7 == 0 ? null : $"customer {random.Next(100)}",
                (Status)random.Next(2),
                new Guid(random.Next(), 1, 2, [1, 2, 3, 4, 5, 6, 7, 8]),
                random.Next(10_000) / 100m,
                new DateOnly(2024, 1, 1).AddDays(random.Next(300)),
                row % 5 == 0 ? null : DateTimeOffset.UnixEpoch.AddHours(row),
                row % 3 == 0 ? null : new Address("Bonn", row % 2 == 0 ? null : row),
                [.. Enumerable.Repeat("tag", random.Next(4))],
                [.. Enumerable.Range(0, random.Next(3)).Select(item => new Item($"sku {item}", item, ["new"]))],
                Enumerable.Range(0, random.Next(3)).ToDictionary(static entry => $"score {entry}", static entry => entry == 0 ? (double?)null : entry))),
        ];
    }
}
