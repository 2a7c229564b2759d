namespace Patterns.Lake;

/// <summary>The first value that a column's values are not of certain types for.</summary>
/// <param name="Types">The types that it rules out in a person's words, for example <c>bigint</c>; of a typed column only those of its family.</param>
/// <param name="Value">The value as it stands in the file, cut to 60 bytes; control characters show as pictures.</param>
/// <param name="Location">Where it is.</param>
public sealed record TypeExclusion(string Types, string Value, ValueLocation Location);
