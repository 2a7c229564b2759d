namespace Patterns.Lake.Formats.Csv;

/// <summary>One record of a <see cref="CsvSample"/>.</summary>
/// <param name="Fields">Its fields.</param>
/// <param name="Position">Where it starts.</param>
/// <param name="End">0-based byte behind its line end.</param>
internal sealed record CsvSampleRecord(IReadOnlyList<CsvSampleField> Fields, RecordPosition Position, int End);
