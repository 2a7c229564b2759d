namespace Patterns.Lake;

/// <summary>A column that is not the same in all files of a dataset.</summary>
/// <param name="File">Path of the file that differs.</param>
/// <param name="Column">Name of the column.</param>
/// <param name="Kind">How it differs.</param>
/// <param name="Description">One sentence.</param>
public sealed record SchemaDrift(string File, string Column, SchemaDriftKind Kind, string Description);
