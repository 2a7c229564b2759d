using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Maintenance;

/// <summary>Deletes files of a table's folder that no version within the retention needs. Safe for use by several threads.</summary>
/// <remarks>
/// Source: Delta transaction log protocol, "Add File and Remove File" (tombstones), "Vacuum Protocol Check" and the rule that names beginning with
/// <c>_</c> or <c>.</c> are not data.
/// </remarks>
internal sealed class TableVacuum(TableContext table)
{
    private const string ChangeFolder = "_change_data/";

    /// <exception cref="ArgumentException">The retention is too short and that is not allowed.</exception>
    /// <exception cref="UnsupportedTableException">The table needs something that is not known here, so that files could be needed all the same.</exception>
    public async Task<VacuumResult> RunAsync(Snapshot snapshot, VacuumOptions options, CancellationToken cancellationToken)
    {
        ProtocolSupport.RequireReadable(snapshot, table.Path);
        ProtocolSupport.RequireWritable(snapshot, table.Path);
        var cutoff = table.Commits.Time.GetUtcNow() - (options.Retention ?? snapshot.Metadata.RemovedFileRetention);
        var needed = await NeededFiles.SinceAsync(table, snapshot, cutoff, cancellationToken).ConfigureAwait(false);
        var paths = new List<string>();
        long bytes = 0;
        await foreach (var entry in table.Objects.ListAsync(table.Path + "/", null, cancellationToken).ConfigureAwait(false))
        {
            var path = entry.Path[(table.Path.Length + 1)..];
            if (entry.LastModified < cutoff && MayBeData(path, snapshot) && !needed.Contains(entry.Path))
            {
                paths.Add(path);
                bytes += entry.Length;
            }
        }

        foreach (var path in options.DryRun ? [] : paths)
        {
            await table.Objects.DeleteAsync(ObjectPath.Combine(table.Path, path), cancellationToken).ConfigureAwait(false);
        }

        Log.Vacuumed(table.Logger, table.Path, paths.Count, bytes, options.DryRun);
        return new VacuumResult { Paths = paths, ByteCount = bytes, IsDryRun = options.DryRun };
    }

    /// <summary>Whether a path is that of a data file, deletion vector or change file; others, such as the log, are nobody's to delete.</summary>
    private static bool MayBeData(string path, Snapshot snapshot)
    {
        var rest = path.StartsWith(ChangeFolder, StringComparison.Ordinal) ? path[ChangeFolder.Length..] : path;
        return rest.Split('/').All(segment => segment is not ['_' or '.', ..] || IsPartition(segment, snapshot));
    }

    /// <summary>A folder of a partition column whose name begins with an underscore.</summary>
    private static bool IsPartition(string segment, Snapshot snapshot)
        => snapshot.Metadata.PartitionColumns.Any(column => segment.StartsWith($"{column}=", StringComparison.Ordinal)
            || segment.StartsWith($"{snapshot.Columns.Mapping.PhysicalName(snapshot.Schema[column])}=", StringComparison.Ordinal));
}
