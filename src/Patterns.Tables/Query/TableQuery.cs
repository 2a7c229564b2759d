using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Query;
using Patterns.Tables.Query.Execution;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables;

/// <summary>
/// A question to a table, written with column names and Spark SQL expressions. Immutable: every method returns a new query, mistakes show where
/// they are written, and nothing is read before the rows are asked for. A query sees the version that the table had when it was begun. Safe to
/// share between threads.
/// </summary>
/// <example><c>table.Query().Where("amount &gt; 10").GroupBy("region").Aggregate("count(*) AS orders").OrderByDescending("orders").Take(5)</c></example>
public sealed class TableQuery
{
    internal TableQuery(PlanNode plan) => Plan = plan;

    /// <summary>The columns of the result.</summary>
    public Schema Schema => Plan.Schema;

    internal PlanNode Plan { get; }

    /// <summary>Keeps the rows for which a condition is true; after <see cref="GroupedTableQuery.Aggregate(string[])"/>, the groups.</summary>
    /// <param name="sql">Spark SQL that is true or false, for example <c>status = 'paid' AND amount &gt; 10</c>.</param>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the columns; the message says where.</exception>
    /// <exception cref="ArgumentException">The expression is neither true nor false.</exception>
    public TableQuery Where(string sql) => Where(Expression.Parse(sql));

    /// <summary>Keeps the rows for which a condition is true.</summary>
    /// <param name="condition">Over the columns of <see cref="Schema"/>.</param>
    /// <exception cref="PatternsException">The expression does not fit the columns.</exception>
    /// <exception cref="ArgumentException">The expression is neither true nor false.</exception>
    public TableQuery Where(Expression condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return new TableQuery(Plan.Where(condition));
    }

    /// <summary>Makes rows of other columns.</summary>
    /// <param name="columns">Columns or expressions with names: <c>"region"</c>, <c>"upper(name) AS name"</c>. Quote names that are not plain with backquotes.</param>
    /// <exception cref="PatternsException">A text is no expression, or does not fit the columns.</exception>
    /// <exception cref="ArgumentException">Two columns have one name, or a text goes on after its name.</exception>
    public TableQuery Select(params string[] columns) => Select(NamedExpressionText.ParseAll(columns));

    /// <summary>Makes rows of other columns.</summary>
    /// <param name="columns">The columns; at least one.</param>
    /// <exception cref="PatternsException">An expression does not fit the columns.</exception>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    public TableQuery Select(IReadOnlyList<NamedExpression> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentOutOfRangeException.ThrowIfZero(columns.Count, nameof(columns));
        return new TableQuery(new ProjectNode(Plan, columns));
    }

    /// <summary>Makes groups of rows that are equal in the given columns; say what to compute of each with <c>Aggregate</c>.</summary>
    /// <param name="keys">Columns or expressions with names: <c>"region"</c>, <c>"year(paid_at) AS year"</c>.</param>
    /// <exception cref="PatternsException">A text is no expression.</exception>
    public GroupedTableQuery GroupBy(params string[] keys) => GroupBy(NamedExpressionText.ParseAll(keys));

    /// <summary>Makes groups of rows that are equal in the given expressions.</summary>
    /// <param name="keys">The expressions; they become the first columns of the result.</param>
    public GroupedTableQuery GroupBy(IReadOnlyList<NamedExpression> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return new GroupedTableQuery(Plan, [.. keys]);
    }

    /// <summary>Aggregates all rows into one; with no rows, counts are zero and everything else is null.</summary>
    /// <param name="aggregates">Aggregates with names: <c>"count(*) AS orders"</c>, <c>"sum(amount) AS revenue"</c>.</param>
    /// <exception cref="PatternsException">A text is no expression, or does not fit the columns.</exception>
    /// <exception cref="ArgumentException">An expression is not one aggregate.</exception>
    public TableQuery Aggregate(params string[] aggregates) => new GroupedTableQuery(Plan, []).Aggregate(aggregates);

    /// <summary>Aggregates all rows into one; with no rows, counts are zero and everything else is null.</summary>
    /// <param name="aggregates">The aggregates; at least one.</param>
    /// <exception cref="PatternsException">An aggregate does not fit the columns.</exception>
    public TableQuery Aggregate(IReadOnlyList<NamedAggregate> aggregates) => new GroupedTableQuery(Plan, []).Aggregate(aggregates);

    /// <summary>Sorts by an expression, smallest first, nulls before everything. Replaces an earlier order.</summary>
    /// <param name="sql">A column or expression.</param>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the columns.</exception>
    public TableQuery OrderBy(string sql) => new(Plan.OrderBy(SortOrder.Ascending(Expression.Parse(sql))));

    /// <summary>Sorts by an expression, largest first, nulls after everything. Replaces an earlier order.</summary>
    /// <param name="sql">A column or expression.</param>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the columns.</exception>
    public TableQuery OrderByDescending(string sql) => new(Plan.OrderBy(SortOrder.Descending(Expression.Parse(sql))));

    /// <summary>Sorts rows that the order so far leaves equal, smallest first.</summary>
    /// <param name="sql">A column or expression.</param>
    /// <exception cref="InvalidOperationException">There is no order so far.</exception>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the columns.</exception>
    public TableQuery ThenBy(string sql) => new(Plan.ThenBy(SortOrder.Ascending(Expression.Parse(sql))));

    /// <summary>Sorts rows that the order so far leaves equal, largest first.</summary>
    /// <param name="sql">A column or expression.</param>
    /// <exception cref="InvalidOperationException">There is no order so far.</exception>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the columns.</exception>
    public TableQuery ThenByDescending(string sql) => new(Plan.ThenBy(SortOrder.Descending(Expression.Parse(sql))));

    /// <summary>Leaves out the first rows.</summary>
    /// <param name="count">How many, not negative.</param>
    public TableQuery Skip(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new TableQuery(new LimitNode(Plan, count, null));
    }

    /// <summary>Keeps only the first rows.</summary>
    /// <param name="count">How many at most, not negative.</param>
    public TableQuery Take(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new TableQuery(new LimitNode(Plan, 0, count));
    }

    /// <summary>Runs the query.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Batches that the caller disposes; none is empty.</returns>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    public IAsyncEnumerable<ColumnBatch> ToBatchesAsync(CancellationToken cancellationToken = default) => QueryExecutor.RunAsync(Plan, cancellationToken);

    /// <summary>Runs the query and counts its rows.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => QueryExecutor.CountAsync(Plan, cancellationToken);

    /// <summary>Says how the query would run: its steps, and how many files have to be read.</summary>
    public QueryExplanation Explain() => QueryExplanation.Of(Plan);

    /// <summary>Runs the query, throws its rows away, and says what each step did and what was read.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    public Task<QueryAnalysis> AnalyzeAsync(CancellationToken cancellationToken = default) => QueryAnalysis.RunAsync(Plan, cancellationToken);
}
