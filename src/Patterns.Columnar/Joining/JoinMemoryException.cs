using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>
/// The build side of a <see cref="HashJoin"/> takes more memory than it may. Its <see cref="PatternsException.Code"/> is <c>join.memory-limit</c>.
/// </summary>
public sealed class JoinMemoryException : PatternsException
{
    internal JoinMemoryException(int rowCount, long byteCount, long limit)
        : base(
            "join.memory-limit",
            FormattableString.Invariant($"The build side of a join takes {byteCount} bytes with {rowCount} rows read, but may take {limit}. ")
                + "Filter its rows, take fewer of its columns, join the smaller side to the larger one, or raise the limit.")
    {
        ByteCount = byteCount;
        Limit = limit;
    }

    /// <summary>Bytes of the rows so far.</summary>
    public long ByteCount { get; }

    /// <summary>Bytes that they may take.</summary>
    public long Limit { get; }
}
