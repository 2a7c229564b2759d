using DataPlatform.Reporting;
using Patterns.Tables;

namespace DataPlatform;

/// <summary>Answers one SELECT from the tables that earlier runs made.</summary>
internal static class Asking
{
    /// <summary>The most rows that are shown; the query can say LIMIT for others.</summary>
    private const int ShownRows = 1_000;

    /// <summary>Writes the answer as a grid.</summary>
    public static async Task AnswerAsync(TableStore tables, string select, TextWriter output, CancellationToken cancellationToken)
    {
        var query = await tables.Sql(select).BindAsync(cancellationToken);
        var rows = new List<string[]>();
        await foreach (var batch in query.Take(ShownRows).ToBatchesAsync(cancellationToken))
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => batch.Columns.Select(column => ReportText.Cell(ReportValue.Of(column.GetValue(row)))).ToArray()));
            }
        }

        new ReportText(output).Grid([.. query.Schema.Fields.Select(static field => field.Name)], rows);
        output.WriteLine();
        output.WriteLine(rows.Count == ShownRows ? $"The first {ShownRows} rows; ask with LIMIT and OFFSET for others." : rows.Count == 1 ? "1 row." : $"{rows.Count} rows.");
    }
}
