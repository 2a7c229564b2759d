using Patterns.Columnar;

namespace Patterns.Tables.Query.Plan;

/// <summary>The rows of the first input with columns of the row of the second input, whose keys are unique, that belongs to each.</summary>
internal sealed class JoinNode : PlanNode
{
    public JoinNode(PlanNode probe, PlanNode build, IReadOnlyList<JoinKey> keys, JoinAttachment attachment)
        : base(SchemaOf(probe, build, keys, attachment), probe, build)
    {
        Keys = keys;
        Attachment = attachment;
    }

    /// <summary>What is equal in rows that belong together.</summary>
    public IReadOnlyList<JoinKey> Keys { get; }

    /// <summary>What is attached, and what becomes of rows without a counterpart.</summary>
    public JoinAttachment Attachment { get; }

    public PlanNode Probe => Inputs[0];

    public PlanNode Build => Inputs[1];

    /// <summary>An empty join.</summary>
    /// <param name="memoryLimit">Bytes that the second input may take; 0 for no limit.</param>
    public HashJoin Begin(long memoryLimit) => Begin(Probe, Build, Keys, Attachment, memoryLimit);

    public override string ToString()
    {
        var kind = Attachment.Kind == JoinKind.LeftOuter ? "left join" : "join";
        var keys = string.Join(" and ", Keys.Select(static key => $"{key.Probe} = {key.Build}"));
        return $"{kind} on {keys}: {string.Join(", ", Attachment.Columns.Select(static column => $"{column.Expression} AS {column.Name}"))}";
    }

    private static HashJoin Begin(PlanNode probe, PlanNode build, IReadOnlyList<JoinKey> keys, JoinAttachment attachment, long memoryLimit)
        => new(build.Schema, probe.Schema, keys, new HashJoinOptions { Kind = attachment.Kind, Columns = attachment.Columns, MemoryLimit = memoryLimit });

    private static Core.Schema SchemaOf(PlanNode probe, PlanNode build, IReadOnlyList<JoinKey> keys, JoinAttachment attachment)
    {
        using var join = Begin(probe, build, keys, attachment, 0);
        return join.Schema;
    }
}
