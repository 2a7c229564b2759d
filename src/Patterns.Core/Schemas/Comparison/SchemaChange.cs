namespace Patterns.Core;

/// <summary>One difference between two schemas.</summary>
/// <param name="Kind">What differs.</param>
/// <param name="Path">
/// Where: names from the outside in, separated by dots, with <c>element</c> in lists, <c>key</c> and <c>value</c> in maps, and names that are not plain
/// in backquotes. The path in the new schema, except for what was removed.
/// </param>
/// <param name="Before">What was there: a name when renamed, else a type; null when added.</param>
/// <param name="After">What is there now: a name when renamed, else a type; null when removed.</param>
public sealed record SchemaChange(SchemaChangeKind Kind, string Path, string? Before, string? After)
{
    /// <summary>The change in words: <c>widened quantity from int to bigint</c>.</summary>
    public override string ToString() => Kind switch
    {
        SchemaChangeKind.Added => $"added {Path} {After}",
        SchemaChangeKind.Removed => $"removed {Path} {Before}",
        SchemaChangeKind.Renamed => $"renamed {Before} to {Path}",
        SchemaChangeKind.Widened => $"widened {Path} from {Before} to {After}",
        SchemaChangeKind.Narrowed => $"narrowed {Path} from {Before} to {After}",
        SchemaChangeKind.Retyped => $"changed {Path} from {Before} to {After}",
        SchemaChangeKind.Relaxed => $"allowed null in {Path}",
        _ => $"required a value in {Path}",
    };
}
