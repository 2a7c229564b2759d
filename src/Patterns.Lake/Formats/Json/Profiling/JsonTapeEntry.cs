namespace Patterns.Lake.Formats.Json.Profiling;

/// <summary>One value of a record.</summary>
/// <param name="Place">The number of its place.</param>
/// <param name="Token">What it is.</param>
/// <param name="Start">0-based position in the record.</param>
/// <param name="Length">Bytes as written, for a string without its quotes; zero for objects and arrays.</param>
internal readonly record struct JsonTapeEntry(int Place, JsonToken Token, int Start, int Length);
