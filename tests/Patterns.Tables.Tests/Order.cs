using Patterns.Columnar;

namespace Patterns.Tables.Tests;

/// <summary>The row that most tests use: one property per kind of column.</summary>
public sealed record Order(
    long OrderId,
    string Region,
    string? Status,
    [property: Decimal(10, 2)] decimal Amount,
    int? Quantity,
    DateOnly OrderDate,
    DateTimeOffset? PaidAt,
    double Weight,
    bool IsGift)
{
    private static readonly string[] Regions = ["north", "south", "east", "west", "Größe"];
    private static readonly string?[] States = ["paid", "open", "cancelled", null];

    /// <summary>Any order; equal seeds give equal orders.</summary>
    public static Order Any(Random random, long id) => new(
        id,
        Regions[random.Next(Regions.Length)],
        States[random.Next(States.Length)],
        random.Next(-1_000, 1_000_000) / 100m,
        random.Next(5) == 0 ? null : random.Next(1, 100),
        new DateOnly(2026, 1, 1).AddDays(random.Next(365)),
        random.Next(3) == 0 ? null : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMicroseconds(random.NextInt64(31_536_000_000_000)),
        Math.Round(random.NextDouble() * 100, 3),
        random.Next(2) == 0);

    public static Order[] Many(int seed, int count, long firstId = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(index => Any(random, firstId + index))];
    }
}
