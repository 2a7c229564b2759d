namespace Patterns.Tables;

/// <summary>One broken rule of one row that was to be appended.</summary>
/// <param name="RowNumber">1-based position of the row among the rows of the append.</param>
/// <param name="Rule"><c>NOT NULL</c>, <c>TYPE</c> for a value that its column cannot hold, or the name of the CHECK constraint.</param>
/// <param name="Column">The column that the rule is about; of a CHECK over several columns their names, separated by commas.</param>
/// <param name="Value">
/// The value found, as text of at most 100 characters per column; null for a null value, and for the rule <c>TYPE</c>, whose reason has it.
/// </param>
/// <param name="Reason">What was found and what the rule asks for.</param>
public sealed record RejectedRow(long RowNumber, string Rule, string Column, string? Value, string Reason)
{
    private const string Mask = "***";

    /// <summary>Row, column, rule and reason.</summary>
    public override string ToString() => FormattableString.Invariant($"row {RowNumber}, column {Column}, {Rule}: {Reason}");

    /// <summary>The same without the value.</summary>
    internal RejectedRow Masked()
        => Rule == Writing.NotNullRule.Name ? this : this with { Value = Value is null ? null : Mask, Reason = "the value, which is masked, breaks the rule" };
}
