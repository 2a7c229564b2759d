using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Tables.SqlPrinting;

namespace Patterns.Tables;

/// <summary>
/// Runs queries and questions to metrics at another engine, over any ADO.NET connection, and gives rows of the same types as here. One query at a
/// time, as the connection.
/// </summary>
/// <param name="connection">An open connection; stays the caller's.</param>
/// <param name="dialect">The engine at its other end.</param>
/// <param name="options">How queries are written; null means the defaults.</param>
public sealed class SqlTableEngine(DbConnection connection, SqlDialect dialect, SqlTextOptions? options = null)
{
    private const int RowsPerBatch = 4_096;

    private readonly DbConnection _connection = connection ?? throw new ArgumentNullException(nameof(connection));

    /// <summary>Runs a query.</summary>
    /// <param name="query">The query; its version is of no importance, the other engine answers from the rows that it has.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Batches with the columns of the query, which the caller disposes; none is empty.</returns>
    /// <exception cref="SqlTextException">A part has no counterpart there.</exception>
    /// <exception cref="SqlValueException">A value does not fit the type that it has here.</exception>
    /// <exception cref="DbException">The other engine failed.</exception>
    public IAsyncEnumerable<ColumnBatch> ToBatchesAsync(TableQuery query, CancellationToken cancellationToken = default)
        => RunAsync(SqlText.For(query, dialect, options), cancellationToken);

    /// <summary>Runs a query and keeps all rows in memory.</summary>
    /// <typeparam name="T">The rows of the result.</typeparam>
    /// <param name="query">The query; its version is of no importance, the other engine answers from the rows that it has.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SqlTextException">A part has no counterpart there.</exception>
    /// <exception cref="SqlValueException">A value does not fit the type that it has here.</exception>
    /// <exception cref="DbException">The other engine failed.</exception>
    public async Task<IReadOnlyList<T>> ToListAsync<T>(TableQuery<T> query, CancellationToken cancellationToken = default)
    {
        var rows = new List<T>();
        await foreach (var batch in RunAsync(SqlText.For(query, dialect, options), cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                rows.AddRange(query.Reader.Read(batch));
            }
        }

        return rows;
    }

    /// <summary>Answers a question to a metric. There is no receipt, because nobody knows which rows the other engine has.</summary>
    /// <param name="table">The table with the metric.</param>
    /// <param name="question">What is asked; a grain needs a period.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The numbers, sorted by period and then by the dimensions.</returns>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="SqlTextException">A part has no counterpart there.</exception>
    /// <exception cref="SqlValueException">A value does not fit the type that it has here.</exception>
    /// <exception cref="DbException">The other engine failed.</exception>
    public async Task<IReadOnlyList<MetricRow>> MeasureAsync(Table table, MetricQuestion question, CancellationToken cancellationToken = default)
    {
        var text = await SqlText.ForAsync(table, question, dialect, options, cancellationToken).ConfigureAwait(false);
        var measurement = await table.MeasurementOfAsync(question, cancellationToken).ConfigureAwait(false);
        return await measurement.ReadAsync(question, RunAsync(text, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a text.</summary>
    private async IAsyncEnumerable<ColumnBatch> RunAsync(SqlText text, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var command = _connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            SetText(command, ResultText.Of(text));
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                using var rows = new ResultReader(reader, text.Schema);
                while (await rows.ReadAsync(RowsPerBatch, cancellationToken).ConfigureAwait(false) is { } batch)
                {
                    yield return batch;
                }
            }
        }
    }

    [SuppressMessage("Security", "CA2100", Justification = "The text is written by SqlText: names are quoted and values are literals.")]
    private static void SetText(DbCommand command, string text) => command.CommandText = text;
}
