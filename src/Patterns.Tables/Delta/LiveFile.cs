using Patterns.Core;

namespace Patterns.Tables.Delta;

/// <summary>A data file that belongs to a snapshot. Immutable apart from a cache; safe to share between threads.</summary>
internal sealed class LiveFile
{
    private FileStatistics? _statistics;
    private Schema? _statisticsSchema;

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

    /// <summary>What the log knows of the values in the file. Parsed once per schema.</summary>
    public FileStatistics Statistics(Schema schema)
    {
        if (_statistics is { } known && ReferenceEquals(_statisticsSchema, schema))
        {
            return known;
        }

        var statistics = FileStatistics.Parse(Add, schema);
        _statistics = statistics;
        _statisticsSchema = schema;
        return statistics;
    }
}
