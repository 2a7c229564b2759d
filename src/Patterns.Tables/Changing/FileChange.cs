using Patterns.Tables.Delta;

namespace Patterns.Tables.Changing;

/// <summary>What becomes of one data file in a change.</summary>
/// <param name="File">The file.</param>
/// <param name="Adds">Files that take its place; none when all of its rows are gone.</param>
/// <param name="FoundRows">Rows that the change was about.</param>
/// <param name="CopiedRows">Rows that were written again as they were.</param>
internal sealed record FileChange(LiveFile File, IReadOnlyList<AddFile> Adds, long FoundRows, long CopiedRows)
{
    /// <summary>The action that takes the file out of the table.</summary>
    public RemoveFile Remove => RemoveFile.Of(File.Add, dataChange: true);
}
