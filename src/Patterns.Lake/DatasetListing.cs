using Patterns.Core;

namespace Patterns.Lake;

/// <summary>Files that belong together by their folder, names and columns. Nothing but their heads has been read.</summary>
/// <param name="Name">The folder, or where a folder holds several datasets <c>folder/name</c>; unique in the lake.</param>
/// <param name="Files">The files, in ordinal order of their paths; at least one.</param>
public sealed record DatasetListing(string Name, IReadOnlyList<ObjectInfo> Files);
