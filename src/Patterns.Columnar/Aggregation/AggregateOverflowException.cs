using Patterns.Core;

namespace Patterns.Columnar;

/// <summary>A sum is larger than its type. Its <see cref="PatternsException.Code"/> is <c>aggregate.overflow</c>.</summary>
public sealed class AggregateOverflowException : PatternsException
{
    internal AggregateOverflowException(DataType type)
        : base("aggregate.overflow", $"A sum is larger than {type} holds. Cast the argument to a decimal with more digits, or to double, before it is summed.")
        => Type = type;

    /// <summary>The type of the result that was too small.</summary>
    public DataType Type { get; }
}
