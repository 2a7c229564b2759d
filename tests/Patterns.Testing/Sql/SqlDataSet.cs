namespace Patterns.Testing;

/// <summary>Generated tables and questions to them, in SQL that Spark and DuckDB read alike where nothing else is said.</summary>
/// <param name="Tables">Per table the SELECT in DuckDB's SQL that makes its rows, always the same ones.</param>
/// <param name="Queries">The questions.</param>
public sealed record SqlDataSet(IReadOnlyDictionary<string, string> Tables, IReadOnlyList<SqlDataSetQuery> Queries);
