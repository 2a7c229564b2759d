using Patterns.Columnar;

namespace Patterns.Benchmarks.Data;

/// <summary>A shop's order: the row of the CSV file and of the tables.</summary>
internal sealed record Order
{
    public required long OrderId { get; init; }

    public required long CustomerId { get; init; }

    public required DateTimeOffset OrderedAt { get; init; }

    /// <summary>Null for an order that is not paid.</summary>
    public required DateTimeOffset? PaidAt { get; init; }

    public required string Status { get; init; }

    public required string Channel { get; init; }

    public required string Country { get; init; }

    public required string City { get; init; }

    public required string Sku { get; init; }

    public required string Product { get; init; }

    public required int Quantity { get; init; }

    [Decimal(18, 2)]
    public required decimal UnitPrice { get; init; }

    [Decimal(18, 2)]
    public required decimal Amount { get; init; }

    /// <summary>Null for most; else free text with commas, quotes and now and then a line end.</summary>
    public required string? Note { get; init; }
}
