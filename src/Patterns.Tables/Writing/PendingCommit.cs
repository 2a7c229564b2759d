using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Patterns.Tables.Delta;
using Patterns.Tables.Quarantine;

namespace Patterns.Tables.Writing;

/// <summary>A change of the rows of a table that is ready to be committed: files that it adds and removes.</summary>
internal sealed record PendingCommit
{
    /// <summary>Delta's name for appending rows.</summary>
    public const string Write = "WRITE";

    /// <summary>Delta's name for what is done.</summary>
    public string Operation { get; init; } = Write;

    /// <summary>Details of the operation; null for those of an append.</summary>
    public IReadOnlyDictionary<string, string>? Parameters { get; init; }

    /// <summary>What was measured; null for what an append measures.</summary>
    public IReadOnlyDictionary<string, string>? Metrics { get; init; }

    /// <summary>Version that gave the schema and the rules that the rows were checked against, and the rows that were looked at.</summary>
    public required long ReadVersion { get; init; }

    public IReadOnlyList<AddFile> Adds { get; init; } = [];

    public IReadOnlyList<RemoveFile> Removes { get; init; } = [];

    /// <summary>The rows that are changed, when adds and removes alone do not say so.</summary>
    public IReadOnlyList<ChangeFile> Changes { get; init; } = [];

    /// <summary>Rows that are added.</summary>
    public required long RowCount { get; init; }

    /// <summary>The columns that the rows have, where the append adds some; null when they are those of the table.</summary>
    public TableMetadata? Metadata { get; init; }

    /// <summary>What the new columns need; null when nothing more.</summary>
    public TableProtocol? Protocol { get; init; }

    /// <summary>The rows that were set aside; null when none could be.</summary>
    public RejectedRows? Rejected { get; init; }

    /// <summary>Makes the commit idempotent; null when it is not.</summary>
    public SetTransaction? Transaction { get; init; }

    /// <summary>What the change depends on besides schema, rules and the files that it removes; null for nothing, as for a blind append.</summary>
    public CommitGuard? Guard { get; init; }

    /// <summary>Whether no row of the table was looked at, and its columns stay as they are.</summary>
    public bool IsBlind => Guard is null && Removes.Count == 0 && Metadata is null;

    /// <summary>Bytes of all files.</summary>
    public long ByteCount => Adds.Sum(static add => add.Size);

    /// <summary>The partition columns as commits give them: the text of a JSON array.</summary>
    public static string PartitionList(IReadOnlyList<string> columns)
        => TextList(columns);

    /// <summary>Texts as commits give them: the text of a JSON array.</summary>
    public static string TextList(params IReadOnlyList<string> texts)
        => $"[{string.Join(',', texts.Select(static text => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""))}]";

    public Commit ToCommit(long version, string commitId, long timestamp, IReadOnlyList<string> partitionColumns) => new()
    {
        Version = version,
        Transactions = Transaction is null ? [] : [Transaction with { LastUpdated = timestamp }],
        Protocol = Protocol,
        Metadata = Metadata,
        Adds = Adds,
        Removes = [.. Removes.Select(remove => remove with { DeletionTimestamp = timestamp })],
        Changes = Changes,
        Info = new CommitInfo
        {
            Timestamp = timestamp,
            Operation = Operation,
            OperationParameters = Parameters ?? AppendParameters(partitionColumns),
            ReadVersion = version - 1,
            IsBlindAppend = IsBlind,
            OperationMetrics = Metrics ?? AppendMetrics(),
            EngineInfo = EngineInfo.Text,
            TxnId = commitId,
        },
    };

    private Dictionary<string, string> AppendParameters(IReadOnlyList<string> partitionColumns)
    {
        var parameters = new Dictionary<string, string> { ["mode"] = "Append", ["partitionBy"] = PartitionList(partitionColumns) };
        if (Rejected?.Path is { } path)
        {
            parameters["quarantine"] = path;
        }

        return parameters;
    }

    private Dictionary<string, string> AppendMetrics()
    {
        var metrics = new Dictionary<string, string>
        {
            ["numFiles"] = Adds.Count.ToString(CultureInfo.InvariantCulture),
            ["numOutputRows"] = RowCount.ToString(CultureInfo.InvariantCulture),
            ["numOutputBytes"] = ByteCount.ToString(CultureInfo.InvariantCulture),
        };
        if (Rejected?.SetAside.RejectedRowCount is > 0 and var rejected)
        {
            metrics["numRejectedRows"] = rejected.ToString(CultureInfo.InvariantCulture);
        }

        return metrics;
    }
}
