namespace Patterns.Testing;

/// <summary>A question to generated tables.</summary>
/// <param name="Name">Short and unique in its set.</param>
/// <param name="Text">The question.</param>
/// <param name="DuckDbText">How DuckDB is asked where its SQL differs; null where it does not.</param>
public sealed record SqlDataSetQuery(string Name, string Text, string? DuckDbText = null)
{
    /// <summary>The question in DuckDB's SQL.</summary>
    public string ForDuckDb => DuckDbText ?? Text;
}
