namespace DataPlatform.Changes;

/// <summary>A new version of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Version">The version.</param>
/// <param name="Operation">What was done, such as <c>CREATE TABLE</c> or <c>WRITE</c>; null when the commit does not say.</param>
/// <param name="Rows">How many rows were written; null when the commit does not say.</param>
internal sealed record TableCommitted(string Table, long Version, string? Operation, long? Rows);
