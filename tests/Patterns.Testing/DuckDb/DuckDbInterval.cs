namespace Patterns.Testing;

/// <summary>An INTERVAL in DuckDB's three parts, which do not convert into one another.</summary>
/// <param name="Months">Whole months.</param>
/// <param name="Days">Whole days.</param>
/// <param name="Microseconds">The rest in microseconds.</param>
public readonly record struct DuckDbInterval(int Months, int Days, long Microseconds);
