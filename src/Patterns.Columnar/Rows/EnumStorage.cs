namespace Patterns.Columnar;

/// <summary>What a column holds for an enum property.</summary>
public enum EnumStorage
{
    /// <summary>
    /// The member's name in a string column, the default: readable in every tool, and safe when members are renumbered. A value without a name,
    /// such as a combination of flags, is refused.
    /// </summary>
    Name,

    /// <summary>The member's number in an integer column as wide as the enum: safe when members are renamed.</summary>
    Number,
}
