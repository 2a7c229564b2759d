using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Sql.Binding;

/// <summary>Guesses how many rows a plan has, to find the table in the middle of a star.</summary>
internal static class RowEstimate
{
    private const long BytesPerRow = 64;

    /// <summary>At most so many rows come out, if the log knows; else a guess from the size of the files.</summary>
    public static long Of(PlanNode plan) => plan switch
    {
        ScanNode scan => scan.Snapshot.Files.Sum(file => file.RowCount(scan.Snapshot.Columns) ?? (file.Add.Size / BytesPerRow)),
        LimitNode { Count: { } count } limit => Math.Min(count, Of(limit.Inputs[0])),
        AggregateNode { Keys.Count: 0 } => 1,
        _ => Of(plan.Inputs[0]),
    };
}
