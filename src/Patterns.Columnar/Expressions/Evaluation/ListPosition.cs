namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>What a position in a list means, and what happens where the list has no such element.</summary>
/// <remarks>Source: Spark SQL in ANSI mode, the operator [] and the functions element_at, get and try_element_at.</remarks>
internal enum ListPosition
{
    /// <summary>Counted from 0; a missing element is an error.</summary>
    FromZero,

    /// <summary>Counted from 0; a missing element is null.</summary>
    FromZeroOrNull,

    /// <summary>Counted from 1, or from -1 backwards; a missing element is an error.</summary>
    FromOne,

    /// <summary>Counted from 1, or from -1 backwards; a missing element is null, but there is no position 0.</summary>
    FromOneOrNull,
}
