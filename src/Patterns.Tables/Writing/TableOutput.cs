using Patterns.Tables.Delta;
using Patterns.Tables.Keys;

namespace Patterns.Tables.Writing;

/// <summary>Begins to write data files of a table.</summary>
internal static class TableOutput
{
    private const long RowGroupBytes = 64 << 20;

    /// <summary>Smaller, because several files are open at a time.</summary>
    private const long PartitionedRowGroupBytes = 8 << 20;

    /// <summary>New rows, which are checked against the rules of the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="snapshot">Its latest state.</param>
    /// <exception cref="UnsupportedTableException">A rule of the table is not understood.</exception>
    public static AppendSession Begin(TableContext table, Snapshot snapshot)
    {
        var key = TableKey.Of(snapshot, table.Path);
        var splitter = new PartitionSplitter(snapshot.Schema, snapshot.Metadata.PartitionColumns);
        var files = new DataFileContext
        {
            Store = table.Objects,
            TablePath = table.Path,
            Schema = splitter.DataSchema,
            TargetFileBytes = table.Options.TargetFileBytes,
            RowGroupByteLimit = snapshot.Metadata.PartitionColumns.Count == 0 ? RowGroupBytes : PartitionedRowGroupBytes,
            KeyColumns = key?.Columns ?? [],
            Chance = table.Commits.Chance,
            Time = table.Commits.Time,
        };
        var rejections = new RejectionLog(table.Options.MaxReportedRejections);
        return new AppendSession(files, RowRules.Of(snapshot, table.Path), splitter, rejections, table.Logger)
        {
            Keys = key is null ? null : new KeyCollector(key, snapshot.Schema, table.Options.KeyMemoryLimit, table.Commits.Chance.NewId),
        };
    }
}
