using Patterns.Tables.Delta;

namespace Patterns.Tables.History;

/// <summary>Turns a commit of the log into an entry of the history.</summary>
internal static class HistoryEntry
{
    private const long MinMilliseconds = -62_135_596_800_000;
    private const long MaxMilliseconds = 253_402_300_799_999;

    public static TableCommit Of(Commit commit) => new()
    {
        Version = commit.Version,
        Timestamp = (commit.Info.InCommitTimestamp ?? commit.Info.Timestamp) is >= MinMilliseconds and <= MaxMilliseconds and var time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null,
        Operation = commit.Info.Operation,
        Parameters = commit.Info.OperationParameters ?? new Dictionary<string, string>(),
        Metrics = commit.Info.OperationMetrics ?? new Dictionary<string, string>(),
        Engine = commit.Info.EngineInfo,
        FilesAdded = commit.Adds.Count,
        FilesRemoved = commit.Removes.Count,
        Loads = commit.Transactions.GroupBy(static load => load.AppId).ToDictionary(static load => load.Key, static load => load.Last().Version),
    };
}
