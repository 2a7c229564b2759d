using System.Globalization;
using System.Text;
using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// Rows of an append break rules of the table. Nothing was committed and no data file is left. Code <c>table.rows-rejected</c>.
/// </summary>
public sealed class RowsRejectedException : PatternsException
{
    private const int ListedInMessage = 10;

    internal RowsRejectedException(string tablePath, long rowCount, long rejectedRowCount, IReadOnlyList<RejectedRow> rejections)
        : base("table.rows-rejected", Describe(tablePath, rowCount, rejectedRowCount, rejections))
    {
        TablePath = tablePath;
        RowCount = rowCount;
        RejectedRowCount = rejectedRowCount;
        Rejections = rejections;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>Rows that were to be appended.</summary>
    public long RowCount { get; }

    /// <summary>Rows among them that break at least one rule.</summary>
    public long RejectedRowCount { get; }

    /// <summary>
    /// The first broken rules in order of rows, at most <see cref="TableStoreOptions.MaxReportedRejections"/>; a row that breaks several rules
    /// is listed once for each.
    /// </summary>
    public IReadOnlyList<RejectedRow> Rejections { get; }

    private static string Describe(string tablePath, long rowCount, long rejectedRowCount, IReadOnlyList<RejectedRow> rejections)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{rejectedRowCount} of {rowCount} rows do not conform to table '{tablePath}'; nothing was committed. Correct the rows or leave them out, and append again.");
        foreach (var rejection in rejections.Take(ListedInMessage))
        {
            text.Append('\n').Append("  ").Append(rejection);
        }

        if (rejections.Count > ListedInMessage)
        {
            text.Append('\n').Append("  …");
        }

        return text.ToString();
    }
}
