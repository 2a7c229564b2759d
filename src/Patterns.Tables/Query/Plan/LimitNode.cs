namespace Patterns.Tables.Query.Plan;

/// <summary>Some of the first rows.</summary>
internal sealed class LimitNode : PlanNode
{
    public LimitNode(PlanNode input, long offset, long? count)
        : base(input.Schema, input)
    {
        Offset = offset;
        Count = count;
    }

    /// <summary>Rows left out at the beginning.</summary>
    public long Offset { get; }

    /// <summary>Rows at most after those; null for all.</summary>
    public long? Count { get; }

    public override string ToString() => $"limit {(Count is { } count ? $"{count}" : "all")} offset {Offset}";
}
