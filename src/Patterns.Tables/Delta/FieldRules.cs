namespace Patterns.Tables.Delta;

/// <summary>Keys of a field's metadata that say what its values are like.</summary>
/// <remarks>Source: Delta transaction log protocol, "Default Columns", "Generated Columns", "Column Invariants", "Type Widening"; Spark for the last one.</remarks>
internal static class FieldRules
{
    /// <summary>SQL that gives the value of rows that come without one.</summary>
    public const string DefaultKey = "CURRENT_DEFAULT";

    /// <summary>SQL over other columns that every row's value equals.</summary>
    public const string GenerationKey = "delta.generationExpression";

    /// <summary>JSON with SQL that every row makes true.</summary>
    public const string InvariantKey = "delta.invariants";

    /// <summary>The types that the field had before.</summary>
    public const string TypeChangesKey = "delta.typeChanges";

    /// <summary>The type that a text was declared with, such as <c>varchar(10)</c>.</summary>
    public const string TextTypeKey = "__CHAR_VARCHAR_TYPE_STRING";

    /// <summary>What the keys of identity columns begin with.</summary>
    public const string IdentityPrefix = "delta.identity.";
}
