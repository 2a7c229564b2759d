using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Tables.Delta.Columns;
using Patterns.Tables.Keys;

namespace Patterns.Tables.Writing;

/// <summary>What rows have to be like to be appended at a state of the table, and how they are stored then.</summary>
/// <param name="Snapshot">The state; for an append that adds columns the one that it is going to make.</param>
/// <param name="Rules">What every row fulfils.</param>
/// <param name="Splitter">Splits rows by partition.</param>
/// <param name="Files">Where data files are written.</param>
/// <param name="Key">What identifies a row; null when the table has no key.</param>
internal sealed record AppendTarget(Snapshot Snapshot, RowRules Rules, PartitionSplitter Splitter, DataFileContext Files, TableKey? Key)
{
    private const long RowGroupBytes = 64 << 20;

    /// <summary>Smaller, because several files are open at a time.</summary>
    private const long PartitionedRowGroupBytes = 8 << 20;

    /// <exception cref="UnsupportedTableException">An expression or the key of the table is not understood; it can be read but not written.</exception>
    /// <param name="table">The table.</param>
    /// <param name="snapshot">The state.</param>
    /// <param name="targetFileBytes">How large files are to be; null for the store's choice.</param>
    public static AppendTarget Of(TableContext table, Snapshot snapshot, long? targetFileBytes = null)
    {
        var key = TableKey.Of(snapshot, table.Path);
        var splitter = new PartitionSplitter(snapshot.Columns, snapshot.Metadata.PartitionColumns);
        var fileBytes = targetFileBytes ?? table.Options.TargetFileBytes;
        var files = new DataFileContext
        {
            Store = table.Objects,
            TablePath = table.Path,
            Columns = splitter.DataColumns,
            KeyColumns = [.. (key?.Columns ?? []).Select(column => snapshot.Columns.Mapping.PhysicalName(snapshot.Schema[column]))],
            TargetFileBytes = fileBytes,
            RowGroupByteLimit = Math.Min(fileBytes, snapshot.Metadata.PartitionColumns.Count == 0 ? RowGroupBytes : PartitionedRowGroupBytes),
            Chance = table.Commits.Chance,
            Time = table.Commits.Time,
        };
        return new AppendTarget(snapshot, RowRules.Of(snapshot, table.Path), splitter, files, key);
    }

    /// <summary>The same for files of other columns, which are no part of the table.</summary>
    /// <param name="schema">The columns, those of the partition among them.</param>
    /// <param name="pathStart">What their paths start with.</param>
    public AppendTarget Storing(Schema schema, string pathStart)
    {
        var splitter = new PartitionSplitter(new TableColumns(schema, Snapshot.Columns.Mapping), Snapshot.Metadata.PartitionColumns);
        var files = new DataFileContext
        {
            Store = Files.Store,
            TablePath = Files.TablePath,
            Columns = splitter.DataColumns,
            TargetFileBytes = Files.TargetFileBytes,
            RowGroupByteLimit = Files.RowGroupByteLimit,
            PathStart = pathStart,
            Chance = Files.Chance,
            Time = Files.Time,
        };
        return this with { Splitter = splitter, Files = files };
    }
}
