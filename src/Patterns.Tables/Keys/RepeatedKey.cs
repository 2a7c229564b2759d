namespace Patterns.Tables.Keys;

/// <summary>A row with the key of a row before it.</summary>
/// <param name="Row">1-based number of the row.</param>
/// <param name="First">1-based number of the first row with the key.</param>
/// <param name="Key">The key as messages give it.</param>
internal readonly record struct RepeatedKey(long Row, long First, string Key);
