using Patterns.Tables;

namespace DataPlatform.Reporting;

/// <summary>A number that the table defines, over all time and by month, with what it rests on.</summary>
internal sealed record MetricReport(string Table, string Metric, string? Unit, object? Value, IReadOnlyList<MonthReport> Months, ReceiptReport Receipt);

/// <summary>The number of one month.</summary>
internal sealed record MonthReport(string Month, object? Value);

/// <summary>What a number rests on.</summary>
internal sealed record ReceiptReport(
    long TableVersion, string Definition, string DefinitionHash, string Calendar, IReadOnlyList<string> Filters, int FilesRead, int FilesTotal, long? RowsRead, long RowsCounted)
{
    public static ReceiptReport Of(MetricReceipt receipt) => new(
        receipt.TableVersion,
        receipt.Definition,
        receipt.DefinitionHash,
        receipt.Calendar,
        receipt.Filters,
        receipt.FilesRead,
        receipt.FilesTotal,
        receipt.RowsRead,
        receipt.RowsCounted);
}
