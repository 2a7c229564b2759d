using System.Globalization;
using System.Text.Json;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Writing;

/// <summary>A blind append that is ready to be committed: files that add rows and depend on nothing that was read.</summary>
internal sealed record PendingCommit
{
    /// <summary>Delta's name for appending rows.</summary>
    public const string Operation = "WRITE";

    /// <summary>Version that gave the schema and the rules that the rows were checked against.</summary>
    public required long ReadVersion { get; init; }

    public required IReadOnlyList<AddFile> Adds { get; init; }

    public required long RowCount { get; init; }

    /// <summary>Makes the commit idempotent; null when it is not.</summary>
    public SetTransaction? Transaction { get; init; }

    /// <summary>Bytes of all files.</summary>
    public long ByteCount => Adds.Sum(static add => add.Size);

    /// <summary>The partition columns as commits give them: the text of a JSON array.</summary>
    public static string PartitionList(IReadOnlyList<string> columns)
        => $"[{string.Join(',', columns.Select(static column => $"\"{JsonEncodedText.Encode(column)}\""))}]";

    public Commit ToCommit(long version, string commitId, long timestamp, IReadOnlyList<string> partitionColumns) => new()
    {
        Version = version,
        Transactions = Transaction is null ? [] : [Transaction with { LastUpdated = timestamp }],
        Adds = Adds,
        Info = new CommitInfo
        {
            Timestamp = timestamp,
            Operation = Operation,
            OperationParameters = new Dictionary<string, string>
            {
                ["mode"] = "Append",
                ["partitionBy"] = PartitionList(partitionColumns),
            },
            ReadVersion = version - 1,
            IsBlindAppend = true,
            OperationMetrics = new Dictionary<string, string>
            {
                ["numFiles"] = Adds.Count.ToString(CultureInfo.InvariantCulture),
                ["numOutputRows"] = RowCount.ToString(CultureInfo.InvariantCulture),
                ["numOutputBytes"] = ByteCount.ToString(CultureInfo.InvariantCulture),
            },
            EngineInfo = EngineInfo.Text,
            TxnId = commitId,
        },
    };
}
