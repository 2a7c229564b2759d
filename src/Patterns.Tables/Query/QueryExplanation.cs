using System.Text;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables;

/// <summary>How a query would run, found out from the log alone.</summary>
public sealed record QueryExplanation
{
    /// <summary>The steps, the last one first, each input below its step and indented.</summary>
    public required string Plan { get; init; }

    /// <summary>Data files that the table has.</summary>
    public required int FilesTotal { get; init; }

    /// <summary>Data files that have to be opened; the others are ruled out by partition values and statistics.</summary>
    public required int FilesRead { get; init; }

    /// <summary>Bytes of all data files.</summary>
    public required long BytesTotal { get; init; }

    /// <summary>Bytes of the data files that have to be opened; of these only the columns and row groups needed are read.</summary>
    public required long BytesInFilesRead { get; init; }

    /// <summary>The plan, then files and bytes.</summary>
    public override string ToString()
        => FormattableString.Invariant($"{Plan}files: {FilesRead} of {FilesTotal} to read, {BytesInFilesRead} of {BytesTotal} bytes");

    internal static QueryExplanation Of(PlanNode plan)
    {
        var pruned = PlanPruning.Prune(plan);
        var text = new StringBuilder();
        var scans = new List<ScanNode>();
        Describe(pruned, 0, text, scans);
        var all = scans.SelectMany(static scan => scan.Snapshot.Files).ToList();
        var read = scans.SelectMany(static scan => FilePruning.Select(scan.ToRequest())).ToList();
        return new QueryExplanation
        {
            Plan = text.ToString(),
            FilesTotal = all.Count,
            FilesRead = read.Count,
            BytesTotal = all.Sum(static file => file.Add.Size),
            BytesInFilesRead = read.Sum(static file => file.Add.Size),
        };
    }

    private static void Describe(PlanNode node, int depth, StringBuilder text, List<ScanNode> scans)
    {
        text.Append(' ', depth * 2).Append(node).Append('\n');
        if (node is ScanNode scan)
        {
            scans.Add(scan);
        }

        foreach (var input in node.Inputs)
        {
            Describe(input, depth + 1, text, scans);
        }
    }
}
