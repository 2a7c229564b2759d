using System.Text;
using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// What an answer rests on. Two answers with the same table, version, definition hash, period and conditions are the same; where they differ, their
/// receipts say why.
/// </summary>
public sealed record MetricReceipt
{
    /// <summary>Folder of the table in its store.</summary>
    public required string Table { get; init; }

    /// <summary>0-based version of the table whose rows were read.</summary>
    public required long TableVersion { get; init; }

    /// <summary>Name of the metric.</summary>
    public required string Metric { get; init; }

    /// <summary>What was computed of which rows, derived metrics written out.</summary>
    public required string Definition { get; init; }

    /// <summary>SHA-256 of the definition's normal form, see <see cref="Columnar.MetricDefinition.Hash"/>.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>0-based version of the table that the definition was taken from.</summary>
    public required long DefinitionVersion { get; init; }

    /// <summary>What the number is measured in; null when the definition does not say.</summary>
    public string? Unit { get; init; }

    /// <summary>The period as it was asked for; null for all time.</summary>
    public string? PeriodName { get; init; }

    /// <summary>
    /// The instants that count, UTC; null for all time. Of a metric whose time column is a date or a local time, the days from midnight to midnight count
    /// instead, <see cref="Days"/>.
    /// </summary>
    public TimeWindow? Period { get; init; }

    /// <summary>The days that count, as <c>[2026-07-01, 2026-10-01)</c>; null for all time.</summary>
    public string? Days { get; init; }

    /// <summary>The store's calendar.</summary>
    public required string Calendar { get; init; }

    /// <summary>The periods that were told apart; null for one.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>The columns whose values were told apart.</summary>
    public required IReadOnlyList<string> By { get; init; }

    /// <summary>Every condition on rows in Spark SQL: of the definition, of the question, of the period.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>Data files of the version.</summary>
    public required int FilesTotal { get; init; }

    /// <summary>Data files that had to be opened.</summary>
    public required int FilesRead { get; init; }

    /// <summary>Rows in the data files that had to be opened; null when the log does not know.</summary>
    public required long? RowsRead { get; init; }

    /// <summary>Rows that passed every condition.</summary>
    public required long RowsCounted { get; init; }

    /// <summary>Whether the rows of the answer were added up from finer ones by <see cref="MetricResult.RollUp"/>.</summary>
    public bool IsRolledUp { get; init; }

    /// <summary>One line per part.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        void Line(string name, object? value)
        {
            if (value is not null)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{name,-12}{value}\n");
            }
        }

        Line("metric", Definition);
        Line("hash", DefinitionHash);
        Line("table", FormattableString.Invariant($"{Table} at version {TableVersion}{(DefinitionVersion == TableVersion ? "" : $", definition of version {DefinitionVersion}")}"));
        Line("period", PeriodName is null ? "all time" : $"{PeriodName}, {(Period is { } window ? $"{window}" : $"days {Days}")}");
        Line("calendar", Calendar);
        Line("by", By.Count == 0 && Grain is null ? null : string.Join(", ", By.Prepend(Grain?.ToString().ToLowerInvariant()).Where(static part => part is not null)));
        Line("rows where", Filters.Count == 0 ? null : string.Join(" AND ", Filters));
        Line("read", FormattableString.Invariant($"{FilesRead} of {FilesTotal} files, {(RowsRead is { } rows ? $"{rows} rows" : "rows not known")}, {RowsCounted} counted"));
        return text.ToString().TrimEnd();
    }
}
