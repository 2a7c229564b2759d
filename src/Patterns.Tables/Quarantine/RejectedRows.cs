using Patterns.Columnar;
using Patterns.Tables.Writing;

namespace Patterns.Tables.Quarantine;

/// <summary>
/// What becomes of the rows of one append that break a rule: they are counted and the first ones listed, and where the caller wants that they are set
/// aside. Not thread safe.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="options">Choices of the caller.</param>
internal sealed class RejectedRows(TableContext table, AppendOptions options) : IAsyncDisposable
{
    private readonly QuarantineFile _file = new(table);

    /// <summary>The broken rules of rows that refuse the append.</summary>
    public RejectionLog Log { get; } = new(table.Options.MaxReportedRejections, options.MaskValues);

    /// <summary>The broken rules of rows that were set aside.</summary>
    public RejectionLog SetAside { get; } = new(table.Options.MaxReportedRejections, options.MaskValues);

    /// <summary>Path of the quarantine file, relative to the table's folder; null while no row was set aside.</summary>
    public string? Path => _file.Path;

    private bool IsSettingAside => options.Rejected == RejectedRowHandling.SetAside;

    private RejectionLog Current => IsSettingAside ? SetAside : Log;

    /// <summary>Takes the rows out of a batch that break a rule.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="rows">Rows in the columns of the table; stays the caller's.</param>
    /// <param name="given">The same rows as they came.</param>
    /// <param name="rowsBefore">Rows of the append before these.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>Positions of the rows that are left; null when that is all of them.</returns>
    public async Task<int[]?> TakeOutAsync(RowRules rules, ColumnBatch rows, ColumnBatch given, long rowsBefore, CancellationToken cancellationToken)
    {
        if (!IsSettingAside)
        {
            rules.Check(rows, rowsBefore, Log);
            return null;
        }

        if (rules.FindBroken(rows) is not { } conforming)
        {
            return null;
        }

        var left = new List<int>(rows.RowCount);
        var broken = new List<int>();
        for (var row = 0; row < rows.RowCount; row++)
        {
            ((conforming[row >> 6] >> (row & 63) & 1) == 0 ? broken : left).Add(row);
        }

        var rejections = broken.ConvertAll(row => Note(rules.Describe(rows, row, rowsBefore + row + 1)));
        using var away = given.Take([.. broken]);
        await _file.WriteAsync(away, rejections, cancellationToken).ConfigureAwait(false);
        return [.. left];
    }

    /// <summary>Notes a row for which a rule or a generated column has no result.</summary>
    public async Task RejectAsync(ExpressionEvaluationException error, ColumnBatch row, long rowNumber, CancellationToken cancellationToken)
    {
        var rejection = Note([new RejectedRow(rowNumber, "EXPRESSION", "", null, error.Message)]);
        if (IsSettingAside)
        {
            await _file.WriteAsync(row, [rejection], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Notes a row that could not be turned into columns.</summary>
    public async Task RejectAsync(RowBindingException error, IReadOnlyDictionary<string, string?> values, long rowNumber, CancellationToken cancellationToken)
    {
        var rejection = Note([new RejectedRow(rowNumber, "TYPE", error.Column, null, error.Reason)]);
        if (IsSettingAside)
        {
            await _file.WriteAsync(values, rejection[0], cancellationToken).ConfigureAwait(false);
        }
    }

    public Task CompleteAsync(CancellationToken cancellationToken) => _file.CompleteAsync(cancellationToken);

    public void Keep() => _file.Keep();

    public void Discard() => _file.Discard();

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    /// <summary>Counts a row with all the rules that it breaks.</summary>
    private List<RejectedRow> Note(IReadOnlyList<RejectedRow> rejections)
    {
        Current.Count(1);
        return [.. rejections.Select(Current.Add)];
    }
}
