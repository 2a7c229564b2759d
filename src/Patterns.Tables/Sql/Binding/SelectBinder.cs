using Patterns.Columnar;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Binding;

/// <summary>
/// Turns a SELECT into a plan: FROM and WHERE, then groups, HAVING, the columns put out, DISTINCT, ORDER BY, LIMIT. A name alone in ORDER BY is first
/// one put out, then a column; names of GROUP BY and HAVING are first columns, then those put out. Source: Spark SQL's reference, SELECT.
/// </summary>
internal sealed class SelectBinder
{
    private readonly SelectStatement _statement;
    private readonly Scope _scope;
    private readonly List<(Expression Value, string Name)> _items = [];
    private readonly List<NamedExpression> _outputs = [];
    private PlanNode _plan;
    private GroupingBinder? _groups;

    private SelectBinder(SelectStatement statement, PlanNode plan, Scope scope)
    {
        _statement = statement;
        _scope = scope;
        _plan = plan;
    }

    /// <summary>The plan of a SELECT over what stands in its FROM.</summary>
    /// <exception cref="SqlBindingException">The text does not fit the tables.</exception>
    /// <exception cref="SqlUnsupportedException">It asks for a part of SQL that is not supported.</exception>
    /// <exception cref="ExpressionTypeException">An expression does not fit the columns.</exception>
    public static PlanNode Bind(SelectStatement statement, IReadOnlyList<Relation> relations)
    {
        var scope = new Scope(relations);
        var where = statement.Where is null ? null : scope.Resolve(statement.Where);
        foreach (var condition in statement.From.Select(static item => item.On).Append(where).OfType<Expression>())
        {
            GroupingBinder.RejectAggregate(condition);
        }

        return new SelectBinder(statement, JoinPlanner.Plan(relations, scope, where), scope).Bind();
    }

    private PlanNode Bind()
    {
        ExpandItems();
        var having = _statement.Having is { } condition ? _scope.Resolve(condition, FromAlias) : null;
        var orders = BindOrders();
        Group(having, orders);
        foreach (var (value, name) in _items)
        {
            _outputs.Add(new NamedExpression(name, OverGroups(value)));
        }

        return Finish(orders);
    }

    private void ExpandItems()
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in _statement.Items)
        {
            if (item.Value is { } value)
            {
                var name = item.Alias ?? (value is ColumnExpression column ? column.Path[^1] : value.ToString());
                _items.Add((_scope.Resolve(value), UniqueName.Of(name, taken)));
                continue;
            }

            foreach (var column in _scope.Star(item.Qualifier, item.Position))
            {
                _items.Add((Expression.Column(column.PlanName), UniqueName.Of(column.Name, taken)));
            }
        }
    }

    /// <summary>Groups the rows when the text asks for groups; afterwards expressions are over the groups.</summary>
    private void Group(Expression? having, List<(Expression Value, OrderItem Item)> orders)
    {
        Expression[] values = [.. _items.Select(static item => item.Value), .. orders.Select(static order => order.Value), .. having is null ? [] : new[] { having }];
        Array.ForEach(values, GroupingBinder.RejectUnsupported);
        if (_statement.GroupBy.Count == 0 && having is null && !Array.Exists(values, GroupingBinder.HasAggregate))
        {
            return;
        }

        _groups = new GroupingBinder(_plan, _statement.GroupBy.Select(BindKey));

        // Aggregates are collected from everything that uses them before the groups are made.
        var translated = having is null ? null : _groups.Translate(having);
        foreach (var value in values)
        {
            _groups.Translate(value);
        }

        _plan = _groups.ToPlan();
        _plan = translated is null ? _plan : FilterBinder.Filter(_plan, translated, having);
    }

    private Expression BindKey(Expression key)
        => key is LiteralExpression { Value: int number }
            ? Item(number, key, "GROUP BY").Value
            : _scope.Resolve(key, FromAlias);

    private List<(Expression Value, OrderItem Item)> BindOrders() => [.. _statement.OrderBy.Select(order => (BindOrder(order.Value), order))];

    /// <summary>A name alone is first one put out; inside of an expression it is first a column, so that <c>sum(x) AS x … ORDER BY sum(x)</c> means one thing.</summary>
    private Expression BindOrder(Expression order) => order switch
    {
        LiteralExpression { Value: int number } => Item(number, order, "ORDER BY").Value,
        ColumnExpression column when FromAlias(column) is { } value => value,
        _ => _scope.Resolve(order, FromAlias),
    };

    private (Expression Value, string Name) Item(int number, Expression place, string clause)
        => number >= 1 && number <= _items.Count
            ? _items[number - 1]
            : throw new SqlBindingException(place.LineNumber, place.ColumnNumber, $"{clause} names column {number}, but the query has {_items.Count}.");

    /// <summary>What a name stands for among those that are put out under a name of their own; null when it is none of them.</summary>
    private Expression? FromAlias(ColumnExpression column)
    {
        if (column.Path.Count > 1)
        {
            return null;
        }

        var index = _items.FindIndex(item => string.Equals(item.Name, column.Path[0], StringComparison.Ordinal));
        index = index >= 0 ? index : _items.FindIndex(item => string.Equals(item.Name, column.Path[0], StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? _items[index].Value : null;
    }

    private Expression OverGroups(Expression value) => _groups?.Translate(value) ?? value;

    private PlanNode Finish(List<(Expression Value, OrderItem Item)> orders)
    {
        var visible = _outputs.ToList();
        var sort = orders.Select(SortBy).ToList();
        if (_statement.IsDistinct && _outputs.Count > visible.Count)
        {
            var place = orders[sort.FindIndex(order => visible.TrueForAll(column => !order.Expression.Equals(Expression.Column(column.Name))))].Item.Value;
            throw new SqlBindingException(place.LineNumber, place.ColumnNumber, $"with DISTINCT rows are ordered by what is put out, and {place} is not.");
        }

        var plan = Project(_plan, _outputs);
        plan = _statement.IsDistinct ? new AggregateNode(plan, [.. visible.Select(static column => new NamedExpression(column.Name))], []) : plan;
        plan = sort.Count == 0 ? plan : new SortNode(plan, sort);
        plan = _statement.Limit is null && _statement.Offset == 0 ? plan : new LimitNode(plan, _statement.Offset, _statement.Limit);
        return _outputs.Count == visible.Count ? plan : Project(plan, [.. visible.Select(static column => new NamedExpression(column.Name))]);
    }

    /// <summary>Sorts by a column put out, which is added when it is not there, and taken out again at the end.</summary>
    private SortOrder SortBy((Expression Value, OrderItem Item) order)
    {
        var value = OverGroups(order.Value);
        var output = _outputs.Find(column => column.Expression.Equals(value));
        if (output is null)
        {
            var taken = _outputs.Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
            output = new NamedExpression(UniqueName.Of(value.ToString(), taken), value);
            _outputs.Add(output);
        }

        return new SortOrder(Expression.Column(output.Name), order.Item.Direction, order.Item.Nulls);
    }

    private static PlanNode Project(PlanNode plan, List<NamedExpression> columns)
    {
        var isSame = columns.Count == plan.Schema.Count
            && columns.Index().All(column => column.Item.Expression is ColumnExpression { Path: [var name] } && name == column.Item.Name && plan.Schema[column.Index].Name == name);
        return isSame ? plan : new ProjectNode(plan, columns);
    }
}
