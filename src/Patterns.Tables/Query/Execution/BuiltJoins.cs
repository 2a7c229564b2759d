using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>The joins of one run and the memory that their tables leave to others. They live until the run ends.</summary>
/// <param name="memoryLimit">Bytes for all of them; 0 for no limit.</param>
internal sealed class BuiltJoins(long memoryLimit) : IDisposable
{
    private const long LeastMemory = 65_536;

    private readonly Dictionary<JoinNode, (HashJoin Join, JoinKeyRange[] Ranges)> _joins = new(ReferenceEqualityComparer.Instance);

    /// <summary>Bytes that are left, but at least what every step needs to work at all; 0 for no limit.</summary>
    public long MemoryLeft => memoryLimit == 0 ? 0 : Math.Max(LeastMemory, memoryLimit - _joins.Values.Sum(static built => built.Join.BuildByteCount));

    /// <summary>A join without rows, and the ranges of its keys, which are to be given the same rows.</summary>
    public (HashJoin Join, JoinKeyRange[] Ranges) Begin(JoinNode node)
    {
        JoinKeyRange[] ranges = node.Attachment.Kind == JoinKind.Inner ? [.. node.Keys.Select(static key => new JoinKeyRange(key))] : [];
        var built = (node.Begin(MemoryLeft), ranges);
        _joins.Add(node, built);
        return built;
    }

    /// <summary>What is true of every row of a scan that comes through the joins over it, of those whose attached side has a condition; null for nothing.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="steps">The steps over it, none of which gives another meaning to a name before the joins are done.</param>
    public Expression? Narrow(ScanNode scan, IReadOnlyList<PlanNode> steps)
    {
        Expression[] conditions =
        [
            .. steps.TakeWhile(static step => step is not ProjectNode).OfType<JoinNode>().Where(static join => join.Build is not ScanNode { Filter: null })
                .SelectMany(join => _joins[join].Ranges).Select(range => range.On(scan)).OfType<Expression>(),
        ];
        return conditions.Length == 0 ? null : Expression.And(conditions);
    }

    public void Dispose()
    {
        foreach (var (join, _) in _joins.Values)
        {
            join.Dispose();
        }
    }
}
