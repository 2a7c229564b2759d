using System.Diagnostics.CodeAnalysis;
using Patterns.Columnar;
using Patterns.Tables.Query.Execution;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Query.Typed;

namespace Patterns.Tables;

/// <summary>
/// A SELECT whose rows are objects, made by <see cref="TableStore.Sql{T}(string)"/>. Each enumeration opens the tables at their latest versions and runs
/// the query. Immutable and safe to share between threads.
/// </summary>
/// <typeparam name="T">A type whose properties are the columns put out, see <see cref="RowBinder{T}"/>; or the type of a single column.</typeparam>
public sealed class SqlQuery<[DynamicallyAccessedMembers(RowMembers.Needed)] T> : IAsyncEnumerable<T>
{
    private readonly SqlQuery _query;

    internal SqlQuery(SqlQuery query) => _query = query;

    /// <summary>The text.</summary>
    public string Text => _query.Text;

    /// <summary>Runs the query, row by row as they come.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SqlBindingException">A table or column does not exist or is ambiguous, or a column is not grouped.</exception>
    /// <exception cref="RowBindingException">A column does not fit its property.</exception>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var plan = (await _query.BindAsync(cancellationToken).ConfigureAwait(false)).Plan;
        RowReader<T> reader = IsScalar ? new ScalarReader<T>() : new ObjectReader<T>();
        await foreach (var batch in QueryExecutor.RunAsync(IsScalar ? OfOneColumn(plan) : plan, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                foreach (var row in reader.Read(batch))
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>Runs the query and keeps all rows in memory.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SqlBindingException">A table or column does not exist or is ambiguous, or a column is not grouped.</exception>
    /// <exception cref="RowBindingException">A column does not fit its property.</exception>
    public async Task<IReadOnlyList<T>> ToListAsync(CancellationToken cancellationToken = default)
    {
        var rows = new List<T>();
        await foreach (var row in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;

    private static bool IsScalar => (Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T)) is var type && (type.IsPrimitive || type.IsEnum || type.Namespace == nameof(System));

    private static ProjectNode OfOneColumn(PlanNode plan)
        => plan.Schema.Fields is [var only]
            ? new ProjectNode(plan, [new NamedExpression(ScalarReader<T>.Column, Expression.Column(only.Name))])
            : throw new SqlBindingException(0, 0, $"rows are read as single values of {typeof(T).Name}, but the query puts out {plan.Schema.Count} columns.");
}
