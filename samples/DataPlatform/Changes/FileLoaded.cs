namespace DataPlatform.Changes;

/// <summary>A file whose rows are in a table now.</summary>
/// <param name="File">Path of the file in the lake.</param>
/// <param name="Table">The table.</param>
/// <param name="Version">The version of the table that has the rows.</param>
/// <param name="Rows">How many rows it brought; null when the commit does not say.</param>
internal sealed record FileLoaded(string File, string Table, long Version, long? Rows);
