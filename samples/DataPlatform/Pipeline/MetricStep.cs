using DataPlatform.Reporting;
using Patterns.Tables;

namespace DataPlatform.Pipeline;

/// <summary>Asks a table for its metrics: the whole, and month by month where a metric has a time.</summary>
internal static class MetricStep
{
    public static async Task<IReadOnlyList<MetricReport>> MeasureAsync(Table table, CancellationToken cancellationToken)
    {
        var reports = new List<MetricReport>();
        foreach (var (name, definition) in table.Metrics)
        {
            var whole = await table.MeasureAsync(name, cancellationToken: cancellationToken);
            IReadOnlyList<MetricRow> months = definition.TimeColumn is null
                ? []
                : (await table.MeasureAsync(new MetricQuestion(name) { Grain = TimeGrain.Month }, cancellationToken)).Rows;
            reports.Add(new MetricReport(
                table.Path,
                name,
                definition.Unit,
                ReportValue.Of(whole.Value),
                [.. months.Select(static row => new MonthReport(row.Period!.Name, ReportValue.Of(row.Value)))],
                ReceiptReport.Of(whole.Receipt)));
        }

        return reports;
    }
}
