using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Query.Execution;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Query.Typed;
using Expression = Patterns.Columnar.Expression;

namespace Patterns.Tables;

/// <summary>
/// A question to a table, written with C# lambdas, which are translated and not called. Immutable: every method returns a new query, mistakes show
/// where they are written, and nothing is read before the rows are asked for. A query sees the version that the table had when it was begun. Safe
/// to share between threads.
/// </summary>
/// <typeparam name="T">The rows of the result.</typeparam>
public sealed class TableQuery<T>
{
    private readonly PlanNode _plan;
    private readonly RowReader<T> _reader;

    internal TableQuery(PlanNode plan, RowReader<T> reader)
    {
        _plan = plan;
        _reader = reader;
    }

    /// <summary>Keeps the rows for which a condition holds; after a selection, the new rows.</summary>
    /// <param name="condition">The condition. Captured variables count with the values that they have now.</param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public TableQuery<T> Where(Expression<Func<T, bool>> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return With(_plan.Where(_reader.TranslateCondition(condition)));
    }

    /// <summary>Keeps the rows for which a condition is true.</summary>
    /// <param name="sql">Spark SQL over the columns, for example <c>status = 'paid' AND amount &gt; 10</c>.</param>
    /// <exception cref="PatternsException">The text is no expression, or does not fit the columns; the message says where.</exception>
    /// <exception cref="ArgumentException">The expression is neither true nor false.</exception>
    public TableQuery<T> Where(string sql) => With(_plan.Where(Expression.Parse(sql)));

    /// <summary>Makes other rows.</summary>
    /// <typeparam name="TResult">Type of the new rows: an anonymous type, a record or class, or a single value.</typeparam>
    /// <param name="selector">What they hold, for example <c>order =&gt; new { order.Region, Net = order.Amount * 0.81m }</c>.</param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public TableQuery<TResult> Select<[DynamicallyAccessedMembers(RowMembers.Needed)] TResult>(Expression<Func<T, TResult>> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var selection = Selection<TResult>.Of(selector.Body);
        NamedExpression[] columns = [.. selection.Parts.Select(part => new NamedExpression(part.Column, Translate(part.Value, selector.Parameters[0])))];
        return new TableQuery<TResult>(new ProjectNode(_plan, columns), selection.Reader);
    }

    /// <summary>Makes groups of rows that are equal in something; say what to compute of each with <see cref="GroupedQuery{TKey, T}.Select{TResult}"/>.</summary>
    /// <typeparam name="TKey">A single value, or an anonymous type for a key of several parts.</typeparam>
    /// <param name="key">For example <c>order =&gt; order.Region</c> or <c>order =&gt; new { order.Region, order.Status }</c>.</param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public GroupedQuery<TKey, T> GroupBy<TKey>(Expression<Func<T, TKey>> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        NamedExpression[] keys = key.Body is NewExpression { Members: { } members } parts
            ? [.. members.Zip(parts.Arguments, (member, value) => new NamedExpression(GroupTranslator<TKey, T>.KeyColumn(member.Name), Translate(value, key.Parameters[0])))]
            : [new NamedExpression(GroupTranslator<TKey, T>.KeyColumn(null), _reader.Translate(key))];
        return new GroupedQuery<TKey, T>(_plan, _reader, keys);
    }

    /// <summary>Sorts, smallest first, nulls before everything; text by its UTF-8 bytes. Replaces an earlier order.</summary>
    /// <typeparam name="TKey">Type of what is compared.</typeparam>
    /// <param name="key">What is compared.</param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public TableQuery<T> OrderBy<TKey>(Expression<Func<T, TKey>> key) => With(_plan.OrderBy(SortOrder.Ascending(Translate(key))));

    /// <summary>Sorts, largest first, nulls after everything; text by its UTF-8 bytes. Replaces an earlier order.</summary>
    /// <typeparam name="TKey">Type of what is compared.</typeparam>
    /// <param name="key">What is compared.</param>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public TableQuery<T> OrderByDescending<TKey>(Expression<Func<T, TKey>> key) => With(_plan.OrderBy(SortOrder.Descending(Translate(key))));

    /// <summary>Sorts rows that the order so far leaves equal, smallest first.</summary>
    /// <typeparam name="TKey">Type of what is compared.</typeparam>
    /// <param name="key">What is compared.</param>
    /// <exception cref="InvalidOperationException">There is no order so far.</exception>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public TableQuery<T> ThenBy<TKey>(Expression<Func<T, TKey>> key) => With(_plan.ThenBy(SortOrder.Ascending(Translate(key))));

    /// <summary>Sorts rows that the order so far leaves equal, largest first.</summary>
    /// <typeparam name="TKey">Type of what is compared.</typeparam>
    /// <param name="key">What is compared.</param>
    /// <exception cref="InvalidOperationException">There is no order so far.</exception>
    /// <exception cref="ArgumentException">A part has no counterpart; the message names it.</exception>
    public TableQuery<T> ThenByDescending<TKey>(Expression<Func<T, TKey>> key) => With(_plan.ThenBy(SortOrder.Descending(Translate(key))));

    /// <summary>Leaves out the first rows.</summary>
    /// <param name="count">How many, not negative.</param>
    public TableQuery<T> Skip(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return With(new LimitNode(_plan, count, null));
    }

    /// <summary>Keeps only the first rows.</summary>
    /// <param name="count">How many at most, not negative.</param>
    public TableQuery<T> Take(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return With(new LimitNode(_plan, 0, count));
    }

    /// <summary>Runs the query, row by row as they come.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    /// <exception cref="RowBindingException">A column does not fit its property.</exception>
    public IAsyncEnumerable<T> ToAsyncEnumerable(CancellationToken cancellationToken = default) => ReadRowsAsync(cancellationToken);

    /// <summary>Runs the query and keeps all rows in memory.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    /// <exception cref="RowBindingException">A column does not fit its property.</exception>
    public async Task<IReadOnlyList<T>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var rows = new List<T>();
        await foreach (var batch in QueryExecutor.RunAsync(_plan, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                rows.AddRange(_reader.Read(batch));
            }
        }

        return rows;
    }

    /// <summary>Runs the query and counts its rows.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken = default) => QueryExecutor.CountAsync(_plan, cancellationToken);

    /// <summary>Says how the query would run: its steps, and how many files have to be read.</summary>
    public QueryExplanation Explain() => QueryExplanation.Of(_plan);

    /// <summary>Runs the query, throws its rows away, and says what each step did and what was read.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataFileMissingException">A data file is missing.</exception>
    public Task<QueryAnalysis> AnalyzeAsync(CancellationToken cancellationToken = default) => QueryAnalysis.RunAsync(_plan, cancellationToken);

    internal PlanNode Plan => _plan;

    internal RowReader<T> Reader => _reader;

    private TableQuery<T> With(PlanNode plan) => new(plan, _reader);

    private Expression Translate<TKey>(Expression<Func<T, TKey>> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _reader.Translate(key);
    }

    private Expression Translate(System.Linq.Expressions.Expression part, ParameterExpression row)
        => _reader.Translate(System.Linq.Expressions.Expression.Lambda<Func<T, object?>>(System.Linq.Expressions.Expression.Convert(part, typeof(object)), row));

    private async IAsyncEnumerable<T> ReadRowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in QueryExecutor.RunAsync(_plan, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                foreach (var row in _reader.Read(batch))
                {
                    yield return row;
                }
            }
        }
    }
}
