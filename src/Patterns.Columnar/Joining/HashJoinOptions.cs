namespace Patterns.Columnar;

/// <summary>How a <see cref="HashJoin"/> joins.</summary>
public sealed class HashJoinOptions
{
    /// <summary>What becomes of rows of the probe side without a counterpart; they go unless something else is said.</summary>
    public JoinKind Kind { get; set; } = JoinKind.Inner;

    /// <summary>
    /// What is attached to rows of the probe side: expressions over the build side, and the names of these columns of the result. Null means
    /// every column of the build side that is no key itself.
    /// </summary>
    public IReadOnlyList<NamedExpression>? Columns { get; set; }

    /// <summary>
    /// Bytes that the build side may take in memory, see <see cref="HashJoin.BuildByteCount"/>; 0, the default, for no limit. A side that takes more is
    /// a <see cref="JoinMemoryException"/>.
    /// </summary>
    public long MemoryLimit { get; set; }
}
