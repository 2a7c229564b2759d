using System.Globalization;

namespace Patterns.Benchmarks.Data;

/// <summary>Orders from a fixed seed: the first n of any two runs are the same.</summary>
internal static class Orders
{
    private const int Seed = 20261122;

    private static readonly string[] Statuses = ["paid", "paid", "paid", "paid", "shipped", "shipped", "open", "cancelled", "refunded"];

    private static readonly string[] Channels = ["web", "app", "shop", "phone"];

    private static readonly (string Country, string City)[] Places =
    [
        ("NL", "Amsterdam"), ("NL", "Utrecht"), ("DE", "Berlin"), ("DE", "München"), ("FR", "Paris"), ("FR", "Saint-Étienne"), ("BE", "Gent"),
        ("ES", "Madrid"), ("IT", "Torino"), ("PL", "Łódź"), ("SE", "Malmö"), ("US", "Portland, OR"), ("US", "Austin, TX"), ("GB", "Leeds"),
    ];

    private static readonly string[] Adjectives = ["small", "large", "blue", "green", "folding", "oak", "steel", "warm"];

    private static readonly string[] Things = ["chair", "table", "lamp", "shelf", "mug", "blanket", "desk", "mirror", "rug"];

    private static readonly string[] Notes =
    [
        "call before delivery", "leave at the door, please", "gift: \"happy birthday\"", "second floor\nring twice", "fragile, handle with care",
    ];

    /// <summary>The first <paramref name="count"/> orders, made while they are read.</summary>
    public static IEnumerable<Order> Generate(int count)
    {
        var random = new Random(Seed);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var index = 0; index < count; index++)
        {
            DateTimeOffset orderedAt = start.AddSeconds(index * 7L).AddMilliseconds(random.Next(7000));
            string status = Statuses[random.Next(Statuses.Length)];
            (string country, string city) = Places[random.Next(Places.Length)];
            int product = random.Next(2000);
            int quantity = 1 + random.Next(9);
            decimal unitPrice = new(random.Next(100, 50_000), 0, 0, isNegative: false, scale: 2);
            yield return new Order
            {
                OrderId = 1_000_000_000L + index,
                CustomerId = random.Next(200_000),
                OrderedAt = orderedAt,
                PaidAt = status is "open" or "cancelled" ? null : orderedAt.AddSeconds(random.Next(86_400)),
                Status = status,
                Channel = Channels[random.Next(Channels.Length)],
                Country = country,
                City = city,
                Sku = string.Create(CultureInfo.InvariantCulture, $"SKU-{product:00000}"),
                Product = $"{Adjectives[product % Adjectives.Length]} {Things[product % Things.Length]}",
                Quantity = quantity,
                UnitPrice = unitPrice,
                Amount = unitPrice * quantity,
                Note = random.Next(10) == 0 ? Notes[random.Next(Notes.Length)] : null,
            };
        }
    }
}
