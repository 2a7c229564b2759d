namespace Patterns.Tables.Tests;

/// <summary>A live file, as the replay finds it.</summary>
/// <param name="Path">Full path.</param>
/// <param name="Partition">Partition values by column.</param>
/// <param name="Stats">JSON text.</param>
/// <param name="Deleted">0-based positions of rows that are deleted.</param>
internal sealed record ReplayedFile(string Path, IReadOnlyDictionary<string, string?> Partition, string Stats, IReadOnlyList<long> Deleted);
