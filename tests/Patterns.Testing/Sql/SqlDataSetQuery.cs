namespace Patterns.Testing;

/// <summary>A question to generated tables.</summary>
/// <param name="Name">Short and unique in its set.</param>
/// <param name="Text">The question.</param>
/// <param name="DuckDbText">How DuckDB is asked where its SQL differs; null where it does not.</param>
public sealed record SqlDataSetQuery(string Name, string Text, string? DuckDbText = null)
{
    /// <summary>Whether all right answers are equal: a limit without an order leaves open which rows are taken.</summary>
    public bool HasOneAnswer => Text.Contains("ORDER BY", StringComparison.Ordinal) || !Text.Contains("LIMIT", StringComparison.Ordinal);

    /// <summary>The question in DuckDB's SQL.</summary>
    public string ForDuckDb => DuckDbText ?? Text;
}
