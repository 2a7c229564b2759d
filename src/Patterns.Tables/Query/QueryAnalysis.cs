using System.Globalization;
using System.Text;
using Patterns.Tables.Query.Execution;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables;

/// <summary>What a query did: it was run once, and its rows were thrown away.</summary>
public sealed record QueryAnalysis
{
    /// <summary>
    /// The steps, the last one first, each input below its step and indented, with the rows that came out and the time spent. Steps that take each row for
    /// itself count the time of all threads together and without their inputs; the others count the time until their rows were there, that of their inputs included.
    /// </summary>
    public required string Plan { get; init; }

    /// <summary>Rows of the result.</summary>
    public required long RowCount { get; init; }

    /// <summary>From the beginning to the last row.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Data files of the tables.</summary>
    public required int FilesTotal { get; init; }

    /// <summary>Data files that were looked into; the others were ruled out by the log, or answered from it.</summary>
    public required long FilesRead { get; init; }

    /// <summary>Row groups of the files that were looked into.</summary>
    public required long RowGroupsTotal { get; init; }

    /// <summary>Row groups that were read; the others were ruled out by their statistics.</summary>
    public required long RowGroupsRead { get; init; }

    /// <summary>Bytes of all data files.</summary>
    public required long BytesTotal { get; init; }

    /// <summary>Bytes that were read from the store: footers, indexes and the pages needed.</summary>
    public required long BytesRead { get; init; }

    /// <summary>Bytes of columns that were in memory from earlier queries.</summary>
    public required long BytesCached { get; init; }

    /// <summary>The plan, then what was read.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Plan}rows: {RowCount} in {Duration.TotalMilliseconds:0.###} ms
        files: {FilesRead} of {FilesTotal} read
        row groups: {RowGroupsRead} of {RowGroupsTotal} read
        bytes: {BytesRead} of {BytesTotal} read, {BytesCached} from memory
        """);

    internal static async Task<QueryAnalysis> RunAsync(PlanNode plan, CancellationToken cancellationToken)
    {
        var pruned = PlanPruning.Prune(plan);
        var time = QuerySettings.Of(pruned).Time;
        var profile = new QueryProfile(time);
        var start = time.GetTimestamp();
        var rows = 0L;
        await foreach (var batch in QueryExecutor.RunPrunedAsync(pruned, profile, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                rows += batch.RowCount;
            }
        }

        var duration = time.GetElapsedTime(start);
        var text = new StringBuilder();
        var files = new List<Delta.LiveFile>();
        Describe(pruned, 0, profile, text, files);
        return new QueryAnalysis
        {
            Plan = text.ToString(),
            RowCount = rows,
            Duration = duration,
            FilesTotal = files.Count,
            FilesRead = profile.Scans.Files,
            RowGroupsTotal = profile.Scans.RowGroups,
            RowGroupsRead = profile.Scans.RowGroupsRead,
            BytesTotal = files.Sum(static file => file.Add.Size),
            BytesRead = profile.Scans.Bytes,
            BytesCached = profile.Scans.CachedBytes,
        };
    }

    private static void Describe(PlanNode node, int depth, QueryProfile profile, StringBuilder text, List<Delta.LiveFile> files)
    {
        var measure = profile.Of(node);
        text.Append(' ', depth * 2).Append(node)
            .Append(CultureInfo.InvariantCulture, $" [{measure.Rows} rows, {measure.Time.TotalMilliseconds:0.###} ms]\n");
        if (node is ScanNode scan)
        {
            files.AddRange(scan.Snapshot.Files);
        }

        foreach (var input in node.Inputs)
        {
            Describe(input, depth + 1, profile, text, files);
        }
    }
}
