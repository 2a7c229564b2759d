namespace Patterns.Columnar;

/// <summary>An arithmetic operation on two numbers. Null when a side is null.</summary>
public enum ArithmeticOperator
{
    /// <summary><c>+</c></summary>
    Add,

    /// <summary><c>-</c></summary>
    Subtract,

    /// <summary><c>*</c></summary>
    Multiply,

    /// <summary><c>/</c>: fractional division; two integers give a double.</summary>
    Divide,

    /// <summary><c>DIV</c>: the whole part of the quotient as a 64-bit integer, cut towards zero.</summary>
    IntegerDivide,

    /// <summary><c>%</c>: the remainder, with the sign of the left side.</summary>
    Remainder,
}
