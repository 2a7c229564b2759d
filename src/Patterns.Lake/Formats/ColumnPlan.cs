namespace Patterns.Lake.Formats;

/// <summary>One column of a <see cref="ReadPlan"/>.</summary>
/// <param name="Name">Exact name in the file.</param>
/// <param name="Value">How its values are read.</param>
internal sealed record ColumnPlan(string Name, ValuePlan Value);
