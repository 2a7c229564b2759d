using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Query;
using Patterns.Tables.Query.Plan;

namespace Patterns.Tables;

/// <summary>Groups of rows, waiting to be told what to compute of each. Immutable.</summary>
public sealed class GroupedTableQuery
{
    private readonly PlanNode _input;
    private readonly NamedExpression[] _keys;

    internal GroupedTableQuery(PlanNode input, NamedExpression[] keys)
    {
        _input = input;
        _keys = keys;
    }

    /// <summary>Makes one row per group: the keys, then the aggregates.</summary>
    /// <param name="aggregates">Aggregates with names: <c>"count(*) AS orders"</c>, <c>"sum(amount) AS revenue"</c>; may be empty when there are keys.</param>
    /// <exception cref="PatternsException">A text is no expression, or does not fit the columns.</exception>
    /// <exception cref="ArgumentException">An expression is not one aggregate, or two columns have one name.</exception>
    public TableQuery Aggregate(params string[] aggregates)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        return Aggregate(Array.ConvertAll(aggregates, Parse));
    }

    /// <summary>Makes one row per group: the keys, then the aggregates.</summary>
    /// <param name="aggregates">The aggregates; may be empty when there are keys.</param>
    /// <exception cref="PatternsException">A key or aggregate does not fit the columns.</exception>
    /// <exception cref="ArgumentException">Two columns have one name.</exception>
    public TableQuery Aggregate(IReadOnlyList<NamedAggregate> aggregates)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        return new TableQuery(new AggregateNode(_input, _keys, [.. aggregates]));
    }

    private static NamedAggregate Parse(string text)
    {
        var (name, expression) = NamedExpressionText.Parse(text);
        return Columnar.Aggregate.TryFrom(expression, out var aggregate)
            ? new NamedAggregate(name, aggregate)
            : throw new ArgumentException($"'{expression}' is not one aggregate; write for example count(*) or sum(amount), and compute with the results in Select.", nameof(text));
    }
}
