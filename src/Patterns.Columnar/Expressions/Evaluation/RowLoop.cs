using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>Rows that an operation has to look at: selected and not null.</summary>
internal static class RowLoop
{
    /// <summary>The selected rows that are not null, owned by the caller.</summary>
    public static Selection Of(Selection rows, in Validity validity) => validity.NullCount == 0 ? rows.Share() : rows.Intersect(validity.Words);
}
