using Patterns.Core;

namespace Patterns.Lake;

/// <summary>What was found of a column, or of a nested field, and why it has its type.</summary>
public sealed record ColumnEvidence
{
    /// <summary>Name; that of a nested field is its path, such as <c>actor.login</c>, with <c>[]</c> behind an array and <c>.*</c> behind a map.</summary>
    public required string Name { get; init; }

    /// <summary>The type that keeps every value.</summary>
    public required DataType Type { get; init; }

    /// <summary>The number of values that are not null.</summary>
    public required long ValueCount { get; init; }

    /// <summary>The number of rows, or of the parent's values, without a value: empty, spelled as null, or absent.</summary>
    public required long NullCount { get; init; }

    /// <summary>Of the nulls, those that are a text such as <c>NA</c>: the spelling with its number. Empty in a string column, where they are text.</summary>
    public IReadOnlyDictionary<string, long> NullSpellings { get; init; } = new Dictionary<string, long>();

    /// <summary>One sentence on why it is this type and no narrower one.</summary>
    public required string Reason { get; init; }

    /// <summary>The first value against each type that was ruled out, in the order of the values.</summary>
    public IReadOnlyList<TypeExclusion> Exclusions { get; init; } = [];

    /// <summary>The fields of a struct, the one element of an array, or the one value of a map; empty for other types.</summary>
    public IReadOnlyList<ColumnEvidence> Children { get; init; } = [];
}
