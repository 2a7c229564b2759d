namespace Patterns.Tables;

/// <summary>What was deleted, or in a dry run what would be.</summary>
public sealed record VacuumResult
{
    /// <summary>Paths of the files, relative to the table's folder, in ordinal order.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Bytes of these files.</summary>
    public required long ByteCount { get; init; }

    /// <summary>Whether they are still there.</summary>
    public required bool IsDryRun { get; init; }
}
