using System.Globalization;
using Patterns.Tables.Delta.Columns;

namespace Patterns.Tables.Delta;

/// <summary>The action <c>metaData</c>: schema, partition columns and configuration from this version on.</summary>
internal sealed record TableMetadata
{
    public const string DeletionVectorsKey = "delta.enableDeletionVectors";
    public const string ChangeFeedKey = "delta.enableChangeDataFeed";

    private const string ConstraintPrefix = "delta.constraints.";
    private const int DefaultCheckpointInterval = 10;

    private static readonly TimeSpan DefaultRetention = TimeSpan.FromDays(7);
    private static readonly TimeSpan DefaultLogRetention = TimeSpan.FromDays(30);

    /// <summary>Identifies the table for ever, whatever its path.</summary>
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public FileFormat Format { get; init; } = new();

    /// <summary>Spark's JSON form of the schema.</summary>
    public required string SchemaString { get; init; }

    public IReadOnlyList<string> PartitionColumns { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>();

    /// <summary>Milliseconds since 1970-01-01T00:00:00Z.</summary>
    public long? CreatedTime { get; init; }

    /// <summary>The CHECK constraints: name and Spark SQL text, in order of name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Constraints =>
    [
        .. Configuration
            .Where(static pair => pair.Key.StartsWith(ConstraintPrefix, StringComparison.Ordinal) && pair.Value is not null)
            .Select(static pair => KeyValuePair.Create(pair.Key[ConstraintPrefix.Length..], pair.Value!))
            .OrderBy(static pair => pair.Key, StringComparer.Ordinal),
    ];

    /// <summary>Commits from one checkpoint to the next, at least 1: the property <c>delta.checkpointInterval</c>.</summary>
    public int CheckpointInterval
        => int.TryParse(Configuration.GetValueOrDefault("delta.checkpointInterval"), NumberStyles.None, CultureInfo.InvariantCulture, out var interval) && interval > 0
            ? interval
            : DefaultCheckpointInterval;

    /// <summary>For how long removed files are remembered: the property <c>delta.deletedFileRetentionDuration</c>.</summary>
    public TimeSpan RemovedFileRetention => DeltaInterval.Parse(Configuration.GetValueOrDefault("delta.deletedFileRetentionDuration")) ?? DefaultRetention;

    /// <summary>For how long the log is kept, at least: the property <c>delta.logRetentionDuration</c>.</summary>
    public TimeSpan LogRetention => DeltaInterval.Parse(Configuration.GetValueOrDefault("delta.logRetentionDuration")) ?? DefaultLogRetention;

    /// <summary>Whether the log is cleaned up behind a checkpoint: the property <c>delta.enableExpiredLogCleanup</c>, true unless it says otherwise.</summary>
    public bool CleansLog => !bool.TryParse(Configuration.GetValueOrDefault("delta.enableExpiredLogCleanup"), out var cleans) || cleans;

    /// <summary>Whether changes mark rows as deleted beside the files instead of writing files again: the property <c>delta.enableDeletionVectors</c>.</summary>
    public bool UsesDeletionVectors => IsSet(DeletionVectorsKey);

    /// <summary>Whether changes tell which rows they changed: the property <c>delta.enableChangeDataFeed</c>.</summary>
    public bool HasChangeFeed => IsSet(ChangeFeedKey);

    /// <summary>Whether rows are never changed or removed: the property <c>delta.appendOnly</c>.</summary>
    public bool IsAppendOnly => IsSet("delta.appendOnly");

    /// <summary>Whether the columns and their names in files are the same as in other metadata.</summary>
    public bool HasColumnsOf(TableMetadata other)
        => SchemaString == other.SchemaString
            && Configuration.GetValueOrDefault(ColumnMapping.ModeKey) == other.Configuration.GetValueOrDefault(ColumnMapping.ModeKey);

    public static string ConstraintKey(string name) => ConstraintPrefix + name;

    private bool IsSet(string key) => bool.TryParse(Configuration.GetValueOrDefault(key), out var value) && value;
}
