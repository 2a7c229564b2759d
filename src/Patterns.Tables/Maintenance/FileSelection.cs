using Patterns.Tables.Delta;

namespace Patterns.Tables.Maintenance;

/// <summary>Which data files are worth being written again, partition by partition.</summary>
internal static class FileSelection
{
    /// <summary>The files of each partition that are written together; partitions with nothing to do are left out.</summary>
    /// <param name="snapshot">The state of the table.</param>
    /// <param name="targetBytes">How large files are to be.</param>
    /// <param name="takesAll">Whether all files are taken, because their rows get another order.</param>
    public static IEnumerable<IReadOnlyList<LiveFile>> Of(Snapshot snapshot, long targetBytes, bool takesAll)
        => snapshot.Files
            .GroupBy(file => new PartitionIdentity(snapshot.Metadata.PartitionColumns, snapshot.Columns, file.Add))
            .Select(partition => takesAll ? [.. partition] : Wanting([.. partition], targetBytes))
            .Where(static files => files.Count > 0);

    /// <summary>Small files, when there are at least two, and files with deleted rows.</summary>
    private static List<LiveFile> Wanting(List<LiveFile> files, long targetBytes)
    {
        var wanting = files.FindAll(file => file.Add.DeletionVector is not null || file.Add.Size < targetBytes / 4 * 3);
        return wanting is [{ Add.DeletionVector: null }] ? [] : wanting;
    }
}
