namespace Patterns.Lake.Formats.Csv;

/// <summary>The outcome of looking for one record at the start of some bytes.</summary>
/// <param name="Outcome">Whether there is one.</param>
/// <param name="FieldCount">Its fields.</param>
/// <param name="End">Where its last field ends.</param>
/// <param name="Fault">What is wrong with it, or null.</param>
internal readonly record struct CsvRecord(CsvRecordOutcome Outcome, int FieldCount, int End, string? Fault)
{
    public static CsvRecord Incomplete => new(CsvRecordOutcome.Incomplete, 0, 0, null);

    public static CsvRecord Malformed(string fault) => new(CsvRecordOutcome.Malformed, 0, 0, fault);
}
