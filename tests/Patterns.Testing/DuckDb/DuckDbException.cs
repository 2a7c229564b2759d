namespace Patterns.Testing;

/// <summary>DuckDB refused a statement or a value; the message is DuckDB's own, followed by the statement.</summary>
public sealed class DuckDbException(string message) : Exception(message);
