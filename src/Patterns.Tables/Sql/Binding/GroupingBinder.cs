using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Sql.Binding;

/// <summary>
/// Grouped rows: parts of expressions that are equal to a key, and aggregates, become columns of the groups; what is computed with them becomes an
/// expression over these. Collects the aggregates on the way.
/// </summary>
internal sealed class GroupingBinder
{
    private readonly PlanNode _input;
    private readonly List<NamedExpression> _keys = [];
    private readonly List<NamedAggregate> _aggregates = [];
    private readonly HashSet<string> _names;

    /// <summary>Groups rows.</summary>
    /// <param name="input">The rows.</param>
    /// <param name="keys">Expressions over their columns; none for one group of all.</param>
    public GroupingBinder(PlanNode input, IEnumerable<Expression> keys)
    {
        _input = input;
        _names = [.. input.Schema.Fields.Select(static field => field.Name)];
        Expression[] written = [.. keys.Distinct()];
        Array.ForEach(written, RejectAggregate);

        // Not of floating-point numbers, of which 0.0 and -0.0 are one key but not one value.
        var columns = written.OfType<ColumnExpression>().Where(static key => key.Path.Count == 1).Select(static key => key.Path[0])
            .Where(name => input.Schema[name].Type.Kind is not (DataTypeKind.Float32 or DataTypeKind.Float64)).ToHashSet(StringComparer.Ordinal);
        foreach (var key in written)
        {
            // What is computed of other keys makes no more groups: it is computed of the groups.
            if (key is not ColumnExpression && columns.Count > 0 && key.ReferencedColumns().All(columns.Contains))
            {
                continue;
            }

            _keys.Add(new NamedExpression(key is ColumnExpression { Path: [var name] } ? name : UniqueName.Of(key.ToString(), _names), key));
        }
    }

    /// <summary>Whether an expression has an aggregate in it.</summary>
    public static bool HasAggregate(Expression expression) => Aggregate.TryFrom(expression, out _) || expression.Children.Any(HasAggregate);

    /// <exception cref="SqlUnsupportedException">An aggregate is used in a way that is not supported.</exception>
    public static void RejectUnsupported(Expression expression)
    {
        if (expression is FunctionExpression { IsDistinct: true } call && !Aggregate.TryFrom(call, out _))
        {
            throw new SqlUnsupportedException(call.LineNumber, call.ColumnNumber, $"{call.Name}(DISTINCT …)", "DISTINCT is supported in count(DISTINCT value), min and max.");
        }

        foreach (var child in expression.Children)
        {
            RejectUnsupported(child);
        }
    }

    /// <exception cref="SqlBindingException">An aggregate stands where rows are not grouped yet.</exception>
    public static void RejectAggregate(Expression expression)
    {
        if (Aggregate.TryFrom(expression, out var aggregate))
        {
            throw new SqlBindingException(expression.LineNumber, expression.ColumnNumber, $"the aggregate {aggregate} cannot stand in WHERE, ON, GROUP BY or another aggregate; conditions on groups stand in HAVING.");
        }

        foreach (var child in expression.Children)
        {
            RejectAggregate(child);
        }
    }

    /// <summary>An expression over the rows, said over the groups.</summary>
    /// <exception cref="SqlBindingException">It uses a column that differs within a group.</exception>
    /// <exception cref="SqlUnsupportedException">It uses an aggregate in a way that is not supported.</exception>
    public Expression Translate(Expression expression)
    {
        if (_keys.Find(key => key.Expression.Equals(expression)) is { } key)
        {
            return Expression.Column(key.Name);
        }

        if (Aggregate.TryFrom(expression, out var aggregate))
        {
            foreach (var child in expression.Children)
            {
                RejectAggregate(child);
            }

            return Expression.Column(Add(aggregate));
        }

        if (expression is ColumnExpression column)
        {
            throw new SqlBindingException(
                column.LineNumber, column.ColumnNumber, $"the column {column} is neither in GROUP BY nor in an aggregate. Add it to GROUP BY, or write first({column}) for the value of any row of the group.");
        }

        return expression.RewriteChildren(Translate);
    }

    /// <summary>The groups with all aggregates that were asked for.</summary>
    public AggregateNode ToPlan() => new(_input, _keys, _aggregates);

    private string Add(Aggregate aggregate)
    {
        var known = _aggregates.Find(candidate => candidate.Aggregate == aggregate);
        if (known is null)
        {
            known = new NamedAggregate(UniqueName.Of(aggregate.ToString(), _names), aggregate);
            _aggregates.Add(known);
        }

        return known.Name;
    }
}
