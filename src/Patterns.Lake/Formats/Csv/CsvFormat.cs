using System.Globalization;

namespace Patterns.Lake.Formats.Csv;

/// <summary>Delimited text (CSV, TSV and their relatives) as one file writes it.</summary>
/// <param name="dialect">How fields and records are written.</param>
/// <param name="columnNames">Unique names of the columns.</param>
/// <param name="body">Where the first record behind the header starts.</param>
/// <param name="evidence">By what the dialect was recognised, for a person.</param>
/// <param name="notes">What was repaired or skipped before the first record.</param>
internal sealed class CsvFormat(
    CsvDialect dialect,
    IReadOnlyList<string> columnNames,
    RecordPosition body,
    string evidence,
    IReadOnlyList<string> notes) : RecordFormat
{
    public override string Name => "csv";

    public override string Description => string.Create(CultureInfo.InvariantCulture, $"delimited text: {Dialect}, {ColumnNames.Count} columns, {evidence}");

    public CsvDialect Dialect { get; } = dialect;

    /// <summary>The names in the order of the fields: those of the header, or made up.</summary>
    public IReadOnlyList<string> ColumnNames { get; } = columnNames;

    /// <summary>Where the first record behind the header starts.</summary>
    public RecordPosition Body { get; } = body;

    /// <summary>What was repaired or skipped before the first record.</summary>
    public IReadOnlyList<string> Notes { get; } = notes;

    /// <summary>The same file with quotes as characters like any other.</summary>
    public CsvFormat WithoutQuotes()
        => new(Dialect with { Quote = null, Escape = null, HasBlanksBeforeQuotes = false }, ColumnNames, Body, evidence, [.. Notes, "quotes are characters like any other: read as quotes, more of them go wrong than right"]);

    /// <summary>The 0-based field of a column, or -1.</summary>
    public int IndexOf(string name)
    {
        for (var index = 0; index < ColumnNames.Count; index++)
        {
            if (ColumnNames[index] == name)
            {
                return index;
            }
        }

        return -1;
    }

    public override RecordProfiler CreateProfiler(ProfileContext context) => new CsvProfiler(this, context);

    public override RecordDecoder CreateDecoder(ReadPlan plan, RecordContext context) => new CsvDecoder(this, plan, context);
}
