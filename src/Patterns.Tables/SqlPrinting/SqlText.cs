using Patterns.Core;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.SqlPrinting;

namespace Patterns.Tables;

/// <summary>
/// A query in the SQL of another engine: the way out when one machine is not enough. Names are quoted and values are literals that cannot be
/// anything else. Rows come in an order where the query sorts last, or sorts and then skips, takes or selects. Immutable.
/// </summary>
public sealed record SqlText
{
    private SqlText(string text, SqlDialect dialect, Schema schema)
    {
        Text = text;
        Dialect = dialect;
        Schema = schema;
    }

    /// <summary>One SELECT statement, without a semicolon.</summary>
    public string Text { get; }

    /// <summary>The engine that it is for.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Names and types of the columns of the result.</summary>
    public Schema Schema { get; }

    /// <summary>Writes a query.</summary>
    /// <param name="query">The query. Its version is of no importance: the other engine answers from the rows that it has.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <exception cref="SqlTextException">A part means something else there, or nothing; names the part.</exception>
    public static SqlText For(TableQuery query, SqlDialect dialect, SqlTextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return For(query.Plan, dialect, options);
    }

    /// <summary>Writes a query.</summary>
    /// <typeparam name="T">The rows of the result.</typeparam>
    /// <param name="query">The query. Its version is of no importance: the other engine answers from the rows that it has.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <exception cref="SqlTextException">A part means something else there, or nothing; names the part.</exception>
    public static SqlText For<T>(TableQuery<T> query, SqlDialect dialect, SqlTextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        return For(query.Plan, dialect, options);
    }

    /// <summary>Writes a question to a metric. The boundaries of periods are written out, so that the other engine's calendar does not matter.</summary>
    /// <param name="table">The table with the metric.</param>
    /// <param name="question">What is asked; a grain needs a period, since its boundaries are not looked up.</param>
    /// <param name="dialect">The engine.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The text; its columns are the first day of the period, the dimensions, the number, and how many rows counted.</returns>
    /// <exception cref="SqlTextException">A part means something else there, or nothing; names the part.</exception>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="MetricPeriodException">There is a grain and no period, or the period is none of the calendar.</exception>
    public static async Task<SqlText> ForAsync(
        Table table, MetricQuestion question, SqlDialect dialect, SqlTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(question);
        if (question is { Grain: not null, Period: null })
        {
            throw new MetricPeriodException(question.Metric, "its periods are written out in SQL, so a question with a grain needs a period.");
        }

        var measurement = await table.MeasurementOfAsync(question, cancellationToken).ConfigureAwait(false);
        var plan = await measurement.PlanAsync(question, cancellationToken).ConfigureAwait(false);
        return For(plan.Root, dialect, options);
    }

    /// <summary>The statement.</summary>
    public override string ToString() => Text;

    internal static SqlText For(PlanNode plan, SqlDialect dialect, SqlTextOptions? options)
        => new(new PlanWriter(SqlGrammar.Of(dialect), options ?? new SqlTextOptions()).Write(plan), dialect, plan.Schema);
}
