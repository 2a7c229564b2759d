namespace Patterns.Columnar;

/// <summary>How boolean operands are joined, in three-valued logic.</summary>
public enum LogicalOperator
{
    /// <summary><c>AND</c>: false when an operand is false, else null when one is null, else true.</summary>
    And,

    /// <summary><c>OR</c>: true when an operand is true, else null when one is null, else false.</summary>
    Or,
}
