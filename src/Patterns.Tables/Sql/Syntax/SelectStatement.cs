using Patterns.Columnar;

namespace Patterns.Tables.Sql.Syntax;

/// <summary>One SELECT as it is written; no name has been looked up.</summary>
internal sealed class SelectStatement
{
    /// <summary>Named queries that this one and later ones of the list may read from.</summary>
    public required IReadOnlyList<CommonTable> With { get; init; }

    public required bool IsDistinct { get; init; }

    public required IReadOnlyList<SelectItem> Items { get; init; }

    /// <summary>At least one.</summary>
    public required IReadOnlyList<FromItem> From { get; init; }

    public required Expression? Where { get; init; }

    public required IReadOnlyList<Expression> GroupBy { get; init; }

    public required Expression? Having { get; init; }

    public required IReadOnlyList<OrderItem> OrderBy { get; init; }

    /// <summary>Rows at most; null for all.</summary>
    public required long? Limit { get; init; }

    /// <summary>Rows left out at the beginning.</summary>
    public required long Offset { get; init; }
}
