using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Delta;

/// <summary>A data file that belongs to a snapshot. Immutable apart from a cache; safe to share between threads.</summary>
internal sealed class LiveFile
{
    private FileStatistics? _statistics;
    private TableColumns? _statisticsColumns;

    public LiveFile(AddFile add, long version, int position)
    {
        Add = add;
        Version = version;
        Position = position;
    }

    public AddFile Add { get; }

    /// <summary>Version whose commit added the file; -1 when a checkpoint no longer tells.</summary>
    public long Version { get; }

    /// <summary>0-based position among the adds of that commit.</summary>
    public int Position { get; }

    /// <summary>Rows of the file that count, when the log knows how many.</summary>
    public long? RowCount(TableColumns columns) => Statistics(columns).RowCount - (Add.DeletionVector?.Cardinality ?? 0);

    /// <summary>What the log knows of the values in the file, deleted rows included. Parsed once per schema.</summary>
    public FileStatistics Statistics(TableColumns columns)
    {
        if (_statistics is { } known && ReferenceEquals(_statisticsColumns, columns))
        {
            return known;
        }

        var statistics = FileStatistics.Parse(Add, columns);
        _statistics = statistics;
        _statisticsColumns = columns;
        return statistics;
    }
}
