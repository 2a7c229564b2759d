using Patterns.Tables.Delta;

namespace Patterns.Tables.Changing;

/// <summary>What a change does to a table, once all of its files are written.</summary>
/// <param name="Adds">Files that are added.</param>
/// <param name="Removes">Files that are removed.</param>
/// <param name="Changes">Files of the change feed.</param>
/// <param name="FoundRows">Rows that the change is about.</param>
/// <param name="CopiedRows">Rows that were written again as they were.</param>
/// <param name="VectorCount">Deletion vectors among the added files.</param>
internal sealed record ChangeSummary(
    IReadOnlyList<AddFile> Adds, IReadOnlyList<RemoveFile> Removes, IReadOnlyList<ChangeFile> Changes, long FoundRows, long CopiedRows, int VectorCount)
{
    /// <summary>Adds up what became of files.</summary>
    /// <param name="changes">The files.</param>
    /// <param name="newFiles">Files of rows that take the place of no file.</param>
    /// <param name="feed">Files of the change feed.</param>
    /// <param name="vectorCount">Deletion vectors written.</param>
    public static ChangeSummary Of(IReadOnlyList<FileChange> changes, IReadOnlyList<AddFile> newFiles, IReadOnlyList<ChangeFile> feed, int vectorCount) => new(
        [.. changes.SelectMany(static change => change.Adds), .. newFiles],
        [.. changes.Select(static change => change.Remove)],
        feed,
        changes.Sum(static change => change.FoundRows),
        changes.Sum(static change => change.CopiedRows),
        vectorCount);
}
