using System.Data.Common;
using Patterns.Columnar;
using Patterns.Tables.Query.Execution;
using Patterns.Tables.Sql;
using Patterns.Tables.Sql.Parsing;
using Patterns.Tables.Sql.Reading;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables;

/// <summary>
/// A SELECT, made by <see cref="TableStore.Sql(string)"/>. Each enumeration opens the tables at their latest versions and runs the query; the batches
/// are the caller's to dispose, and none is empty. Immutable and safe to share between threads.
/// </summary>
public sealed class SqlQuery : IAsyncEnumerable<ColumnBatch>
{
    private readonly TableStore _store;
    private readonly SelectStatement _statement;

    internal SqlQuery(TableStore store, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _store = store;
        _statement = SelectParser.Parse(text);
        Text = text;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>
    /// Opens the tables at their latest versions and checks the text against them. The result is the same kind of query that <see cref="Table.Query"/>
    /// begins, can be continued like it, and always asks these versions.
    /// </summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="SqlBindingException">A table or column does not exist or is ambiguous, or a column is not grouped.</exception>
    /// <exception cref="SqlUnsupportedException">The text asks for a join that is not supported.</exception>
    /// <exception cref="ExpressionTypeException">An expression does not fit the columns.</exception>
    /// <exception cref="UnsupportedTableException">A table needs a feature that is not supported.</exception>
    public async Task<TableQuery> BindAsync(CancellationToken cancellationToken = default)
        => new(await SqlCatalog.BindAsync(_store, _statement, cancellationToken).ConfigureAwait(false));

    /// <summary>Runs the query. Errors of <see cref="BindAsync"/> show when the first batch is asked for.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SqlBindingException">A table or column does not exist or is ambiguous, or a column is not grouped.</exception>
    /// <exception cref="DuplicateJoinKeyException">A table that is joined has a key twice.</exception>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    public async IAsyncEnumerator<ColumnBatch> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var query = await BindAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var batch in QueryExecutor.RunAsync(query.Plan, cancellationToken).ConfigureAwait(false))
        {
            yield return batch;
        }
    }

    /// <summary>
    /// Runs the query for code that reads rows by ADO.NET. Values are those of <see cref="Column.GetValue"/>; GetDateTime takes dates and timestamps, too.
    /// </summary>
    /// <param name="cancellationToken">Ends the query, also while rows are read.</param>
    /// <returns>A reader before the first row, which the caller disposes.</returns>
    /// <exception cref="SqlBindingException">A table or column does not exist or is ambiguous, or a column is not grouped.</exception>
    public async Task<DbDataReader> ExecuteReaderAsync(CancellationToken cancellationToken = default)
    {
        var query = await BindAsync(cancellationToken).ConfigureAwait(false);
        return new BatchDataReader(query.Schema, QueryExecutor.RunAsync(query.Plan, cancellationToken), cancellationToken);
    }

    /// <summary>Says how the query would run now: its steps, and how many files have to be read.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="SqlBindingException">A table or column does not exist or is ambiguous, or a column is not grouped.</exception>
    public async Task<QueryExplanation> ExplainAsync(CancellationToken cancellationToken = default)
        => (await BindAsync(cancellationToken).ConfigureAwait(false)).Explain();

    /// <summary>Runs the query, throws its rows away, and says what each step did and what was read.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    /// <exception cref="SqlBindingException">A table or column does not exist or is ambiguous, or a column is not grouped.</exception>
    public async Task<QueryAnalysis> AnalyzeAsync(CancellationToken cancellationToken = default)
        => await (await BindAsync(cancellationToken).ConfigureAwait(false)).AnalyzeAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
