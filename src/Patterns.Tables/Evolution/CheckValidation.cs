using Patterns.Columnar;
using Patterns.Tables.Delta;
using Patterns.Tables.Reading;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Evolution;

/// <summary>Looks whether the rows that are there fulfil new CHECK constraints, batch by batch.</summary>
internal static class CheckValidation
{
    private const int Listed = 10;

    /// <summary>Reads the rows of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="snapshot">The rows, in the columns that the checks are about.</param>
    /// <param name="checks">Name and SQL.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="EvolutionRefusedException">Rows break a check; the first ones are listed.</exception>
    public static async Task RequireAsync(
        TableContext table, Snapshot snapshot, IReadOnlyList<KeyValuePair<string, string>> checks, CancellationToken cancellationToken)
    {
        if (checks.Count == 0)
        {
            return;
        }

        var columns = checks.SelectMany(static check => Expression.Parse(check.Value).ReferencedColumns()).Distinct(StringComparer.OrdinalIgnoreCase);
        string[] names = [.. snapshot.Schema.Fields.Select(static field => field.Name).Where(name => columns.Contains(name, StringComparer.OrdinalIgnoreCase))];
        var rules = RowRules.OfChecks(checks, snapshot.Schema.Select(names), table.Path);
        var rejections = new RejectionLog(Listed);
        long rowCount = 0;
        await foreach (var batch in TableScan.ReadAsync(table, new ScanRequest(snapshot, names, null), measure: null, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                rules.Check(batch, rowCount, rejections);
                rowCount += batch.RowCount;
            }
        }

        if (!rejections.IsEmpty)
        {
            throw new EvolutionRefusedException(
                table.Path,
                $"add CHECK {string.Join(", ", checks.Select(static check => $"{check.Key} ({check.Value})"))}",
                FormattableString.Invariant($"{rejections.RejectedRowCount} of the {rowCount} rows that are there do not fulfil it"),
                "Correct or delete those rows first, or leave them out by the rule.",
                rejections.Rejections);
        }
    }
}
