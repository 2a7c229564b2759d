namespace Patterns.Lake.Formats.Csv;

/// <summary>One record of a <see cref="CsvSample"/>.</summary>
/// <param name="Fields">Its fields.</param>
/// <param name="Next">Where the line behind it starts.</param>
internal sealed record CsvSampleRecord(IReadOnlyList<CsvSampleField> Fields, RecordPosition Next);
