namespace Patterns.Benchmarks.Data;

/// <summary>A row that is changed by its key.</summary>
internal sealed record Account(long Id, long CustomerId, string Status, string City, long Amount);
