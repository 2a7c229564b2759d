using Patterns.Columnar;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables.Query.Execution;

/// <summary>The joins of one run and the memory that their tables leave to others. They live until the run ends.</summary>
/// <param name="memoryLimit">Bytes for all of them; 0 for no limit.</param>
internal sealed class BuiltJoins(long memoryLimit) : IDisposable
{
    private const long LeastMemory = 65_536;

    private readonly List<HashJoin> _joins = [];

    /// <summary>Bytes that are left, but at least what every step needs to work at all; 0 for no limit.</summary>
    public long MemoryLeft => memoryLimit == 0 ? 0 : Math.Max(LeastMemory, memoryLimit - _joins.Sum(static join => join.BuildByteCount));

    /// <summary>A join without rows.</summary>
    public HashJoin Begin(JoinNode node)
    {
        var join = node.Begin(MemoryLeft);
        _joins.Add(join);
        return join;
    }

    public void Dispose() => _joins.ForEach(static join => join.Dispose());
}
