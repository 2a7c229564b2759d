namespace Patterns.Lake.Formats;

/// <summary>A format that fits the head of a file. Of several matches the one with the highest confidence reads the file.</summary>
/// <param name="Format">The format, ready to read the file.</param>
/// <param name="Confidence">
/// 0 to 1. What has a grammar of its own (JSON, log patterns) says 0.99 when the whole head fits it; delimited text says at most 0.95.
/// </param>
internal readonly record struct FormatMatch(RecordFormat Format, double Confidence);
