namespace Patterns.Lake.Formats.Csv;

/// <summary>One field of a <see cref="CsvSampleRecord"/>.</summary>
/// <param name="Text">Its text without quotes.</param>
/// <param name="IsQuoted">Whether it has quotes.</param>
internal readonly record struct CsvSampleField(string Text, bool IsQuoted);
