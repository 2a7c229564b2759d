using Patterns.Core;

namespace Patterns.Tables.SqlPrinting;

/// <summary>A SELECT that is being put together. Immutable.</summary>
/// <param name="From">A table, or a statement in parentheses.</param>
/// <param name="Schema">The columns of the result.</param>
internal sealed record SelectStatement(string From, Schema Schema)
{
    /// <summary>The columns of what stands behind FROM.</summary>
    public required Schema Source { get; init; }

    /// <summary>What is joined to the source; empty for nothing.</summary>
    public string Join { get; init; } = "";

    /// <summary>What the columns of the result are; null for the columns of the same names.</summary>
    public IReadOnlyList<string>? Items { get; init; }

    public IReadOnlyList<string> Where { get; init; } = [];

    /// <summary>How many of the first items rows are grouped by; null when they are not grouped.</summary>
    public int? Keys { get; init; }

    public IReadOnlyList<string> OrderBy { get; init; } = [];

    public long? Limit { get; init; }

    public long Offset { get; init; }

    public bool IsLimited => Limit is not null || Offset > 0;

    /// <summary>Whether the columns of the result are columns of the source, so that more can be said about them.</summary>
    public bool IsPlain => Items is null && Keys is null;
}
