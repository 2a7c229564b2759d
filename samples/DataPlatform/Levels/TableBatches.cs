using System.Globalization;
using DataPlatform.Pipeline;
using Patterns.ServiceLevels;
using Patterns.Tables;

namespace DataPlatform.Levels;

/// <summary>The commits of tables as batches of an indicator: the rows that a commit brought are good, those that went to the quarantine are bad.</summary>
internal sealed class TableBatches(TableStore tables, BatchSource source)
{
    private const string RowsOfCommit = "numOutputRows";

    /// <summary>Counts the commits since a time, each once, in whatever run it is read.</summary>
    public async Task ReplayAsync(IEnumerable<string> names, DateTimeOffset since, CancellationToken cancellationToken)
    {
        // From the start of a minute, because a replay counts in place of what its minutes hold.
        var start = since.AddTicks(-(since.UtcTicks % TimeSpan.TicksPerMinute));
        var batches = new List<IndicatorBatch>();
        foreach (var name in names)
        {
            await ReadAsync(name, static rows => new EventCounts(rows, rows), start, batches, cancellationToken);
            await ReadAsync(LoadStep.QuarantineOf(name), static rows => new EventCounts(0, rows), start, batches, cancellationToken);
        }

        source.Replay(batches);
    }

    private async Task ReadAsync(string name, Func<long, EventCounts> count, DateTimeOffset since, List<IndicatorBatch> batches, CancellationToken cancellationToken)
    {
        if (!await tables.ExistsAsync(name, cancellationToken))
        {
            return;
        }

        // The latest comes first.
        var table = await tables.OpenAsync(name, cancellationToken);
        await foreach (var commit in table.HistoryAsync(cancellationToken))
        {
            if (commit.Timestamp is not { } at || at < since)
            {
                return;
            }

            // What takes files away rewrites rows that were counted when they came.
            if (commit.FilesRemoved == 0 && long.TryParse(commit.Metrics.GetValueOrDefault(RowsOfCommit), NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows > 0)
            {
                batches.Add(new IndicatorBatch(name, commit.Version, at, count(rows)));
            }
        }
    }
}
