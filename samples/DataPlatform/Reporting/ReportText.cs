using System.Globalization;

namespace DataPlatform.Reporting;

/// <summary>Prints a report for a person to read.</summary>
internal sealed class ReportText(TextWriter output)
{
    private const int WidestCell = 28;
    private const int WidestValue = 20;
    private const int ShownColumns = 8;
    private const int ShownMonths = 12;

    public void Write(PlatformReport report)
    {
        Heading("Datasets");
        Grid(
            ["dataset", "format", "files", "rows read", "accepted", "set aside", "columns"],
            report.Datasets.Select(static dataset => (string[])[
                dataset.Name, dataset.Format, Number(dataset.Files), Number(dataset.RowsRead), Number(dataset.RowsAccepted), Number(dataset.RowsSetAside), Number(dataset.Columns.Count)]));
        foreach (var dataset in report.Datasets)
        {
            WriteDetails(dataset);
        }

        Heading("Tables");
        Grid(
            ["table", "version", "rows", "bytes"],
            report.Tables.Select(static table => (string[])[table.Name, Number(table.Version), Number(table.Rows), Number(table.Bytes)]));
        Heading("Metrics");
        foreach (var metric in report.Metrics)
        {
            WriteMetric(metric);
        }

        Heading("What the tables say");
        foreach (var table in report.Queries.GroupBy(static query => query.Table))
        {
            WriteAnswers(table.Key, [.. table]);
        }

        Heading("To look at");
        WriteFindings(report.Findings);
        output.WriteLine();
        output.WriteLine(report.NewFiles == 0 ? "Nothing new: every file was loaded by an earlier run." : $"Files loaded by this run: {report.NewFiles}.");
    }

    /// <summary>A value as a grid shows it.</summary>
    public static string Cell(object? value) => value is null ? "null" : Text(value);

    /// <summary>Rows below a header, numbers to the right.</summary>
    public void Grid(string[] header, IEnumerable<string[]> rows)
    {
        string[][] lines = [header, .. rows];
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            output.WriteLine("  " + string.Join("  ", line.Select((cell, column) => IsNumber(cell) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private void WriteMetric(MetricReport metric)
    {
        var receipt = metric.Receipt;
        output.WriteLine();
        output.WriteLine($"{metric.Table} {metric.Metric}: {Text(metric.Value ?? "null")}{(metric.Unit is null ? "" : $" {metric.Unit}")}");
        if (metric.Months.Count > 0)
        {
            output.WriteLine($"  {string.Join(", ", metric.Months.TakeLast(ShownMonths).Select(static month => $"{month.Month}: {Text(month.Value ?? "null")}"))}");
        }

        output.WriteLine($"  {receipt.Definition}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  version {receipt.TableVersion}, definition {receipt.DefinitionHash[..12]}, {receipt.FilesRead} of {receipt.FilesTotal} files, {receipt.RowsCounted:N0} of {receipt.RowsRead ?? 0:N0} rows counted"));
    }

    private void WriteDetails(DatasetReport dataset)
    {
        output.WriteLine();
        output.WriteLine(dataset.Name);
        foreach (var column in dataset.Columns.Take(ShownColumns))
        {
            output.WriteLine($"  {Cut(column.Name, 28),-28} {Cut(column.Type, 24),-24} {Share(column.Nulls, dataset.RowsAccepted),7} null   {column.Evidence}");
        }

        if (dataset.Columns.Count > ShownColumns)
        {
            output.WriteLine($"  … and {dataset.Columns.Count - ShownColumns} more columns (all are in the JSON report)");
        }

        foreach (var note in dataset.Notes)
        {
            output.WriteLine($"  note: {note}");
        }

        foreach (var row in dataset.SetAside)
        {
            output.WriteLine($"  set aside: {row}");
        }
    }

    /// <summary>One line per column: its range and its most frequent values.</summary>
    private void WriteAnswers(string table, List<QueryReport> queries)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{table} ({queries.Count} questions, {queries.Sum(static query => query.Milliseconds):0.0} ms)"));
        var ranges = queries.First(static query => query.Question == Questions.Ranges);
        Grid(
            ["column", "nulls", "min", "max", "most frequent"],
            ranges.Rows.Select(row => (string[])[
                Text(row["column"]),
                string.Create(CultureInfo.InvariantCulture, $"{100 * (double)row["nullShare"]!:0.0} %"),
                Text(row["min"]),
                Text(row["max"]),
                MostFrequent(queries, Text(row["column"]))]));
    }

    private static string MostFrequent(List<QueryReport> queries, string column)
        => queries.Find(query => query.Question == Questions.MostFrequent(column)) is { } query
            ? string.Join(", ", query.Rows.Select(static row => $"{Cut(Text(row["value"] ?? "null"), WidestValue)} ({row["rows"]})"))
            : "(nested)";

    private static string Text(object? value) => Cut(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", WidestCell);

    private void WriteFindings(List<FindingReport> findings)
    {
        if (findings.Count == 0)
        {
            output.WriteLine("Nothing.");
        }

        foreach (var finding in findings)
        {
            output.WriteLine($"{finding.Kind}: {finding.Subject}");
            output.WriteLine($"  {finding.Evidence}");
            output.WriteLine($"  → {finding.Action}");
        }
    }

    private void Heading(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
        output.WriteLine(new string('─', text.Length));
    }

    private static bool IsNumber(string cell) => cell.Length > 0 && cell.All(static character => char.IsDigit(character) || character is ',' or '.' or '-');

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole)
        => whole == 0 ? "-" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Cut(string text, int width)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= width ? line : line[..(width - 1)] + "…";
    }
}
