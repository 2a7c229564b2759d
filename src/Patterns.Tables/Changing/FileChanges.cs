using Patterns.Tables.Delta;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Changing;

/// <summary>Goes through the files that a change may be about, several at a time.</summary>
internal static class FileChanges
{
    /// <summary>Files that are written again keep row groups in memory, so there are not more of them at a time however many processors there are.</summary>
    private const int MaxFilesAtOnce = 4;

    /// <summary>Finds and changes the rows of all files.</summary>
    /// <param name="table">The table.</param>
    /// <param name="snapshot">Its state.</param>
    /// <param name="finder">Finds the rows.</param>
    /// <param name="changer">Changes them.</param>
    /// <param name="cancellationToken">Ends the change.</param>
    /// <returns>What became of the files that have such rows, in order.</returns>
    public static async Task<IReadOnlyList<FileChange>> RunAsync(
        TableContext table, Snapshot snapshot, RowFinder finder, FileChanger changer, CancellationToken cancellationToken)
    {
        var files = finder.Files;
        long?[] whole = [.. files.Select(finder.WholeFile)];

        // The feed of a commit has all changes or none, and none are needed when files only go.
        var isLogOnly = changer.Feed is null || whole.All(static rows => rows is not null);
        var changes = new FileChange?[files.Count];
        await Parallel.ForAsync(
            0,
            files.Count,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Math.Min(table.Options.ThreadCount, MaxFilesAtOnce) },
            async (index, cancel) => changes[index] = isLogOnly && whole[index] is { } rows
                ? new FileChange(files[index], [], rows, 0)
                : await ChangeAsync(table, snapshot, files[index], finder, changer, cancel).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. changes.OfType<FileChange>()];
    }

    private static async Task<FileChange?> ChangeAsync(
        TableContext table, Snapshot snapshot, LiveFile file, RowFinder finder, FileChanger changer, CancellationToken cancellationToken)
    {
        var open = await PositionedFile.OpenAsync(table, snapshot, file, cancellationToken).ConfigureAwait(false);
        await using (open.ConfigureAwait(false))
        {
            return await finder.FindAsync(open, cancellationToken).ConfigureAwait(false) is { } found
                ? await changer.ChangeAsync(open, found, cancellationToken).ConfigureAwait(false)
                : null;
        }
    }
}
