using Patterns.Columnar;
using Patterns.Tables.Query.Plan;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Sql.Binding;

/// <summary>
/// Joins what stands in FROM. Conditions on one relation go below the joins; of relations joined by equality the one with the most rows stays in
/// the middle of the star, and the others, whose keys have to be unique, are attached to it, those with conditions first. Used once.
/// </summary>
internal sealed class JoinPlanner
{
    private readonly IReadOnlyList<Relation> _relations;
    private readonly Scope _scope;
    private readonly Dictionary<string, int> _relationOf;
    private readonly List<Expression>[] _own;
    private readonly List<JoinEdge> _edges = [];
    private readonly List<Expression> _late = [];

    private JoinPlanner(IReadOnlyList<Relation> relations, Scope scope)
    {
        _relations = relations;
        _scope = scope;
        _own = [.. relations.Select(static _ => new List<Expression>())];
        _relationOf = scope.Columns.ToDictionary(static column => column.PlanName, static column => column.Relation, StringComparer.Ordinal);
    }

    /// <summary>The rows of FROM and WHERE, in the columns of the scope.</summary>
    /// <param name="relations">What stands in FROM.</param>
    /// <param name="scope">Their columns.</param>
    /// <param name="where">The resolved condition of WHERE; null for none.</param>
    /// <exception cref="SqlBindingException">A condition does not fit.</exception>
    /// <exception cref="SqlUnsupportedException">The relations are not joined by equalities.</exception>
    public static PlanNode Plan(IReadOnlyList<Relation> relations, Scope scope, Expression? where)
    {
        var planner = new JoinPlanner(relations, scope);
        for (var index = 0; index < relations.Count; index++)
        {
            foreach (var condition in relations[index].Item.On is { } on ? scope.Resolve(on).Conjuncts() : [])
            {
                planner.AddOn(condition, index);
            }
        }

        foreach (var condition in where?.Conjuncts() ?? [])
        {
            planner.AddWhere(condition);
        }

        var plan = planner.Join();
        return planner._late.Count == 0 ? plan : FilterBinder.Filter(plan, Expression.And(planner._late));
    }

    private void AddOn(Expression condition, int relation)
    {
        if (!_relations[relation].IsOptional)
        {
            AddWhere(condition);
            return;
        }

        if (TryEdge(condition) is { } edge && edge.Of(relation) is not null)
        {
            _edges.Add(edge);
        }
        else if (Uses(condition) is [var only] && only == relation)
        {
            _own[relation].Add(condition);
        }
        else
        {
            throw new SqlUnsupportedException(
                condition.LineNumber,
                condition.ColumnNumber,
                "a condition of LEFT JOIN … ON other than equalities with the rows before and conditions on the attached rows",
                "Put conditions on the rows before into WHERE, or compute with CASE.");
        }
    }

    private void AddWhere(Expression condition)
    {
        var uses = Uses(condition);
        if (uses.Exists(index => _relations[index].IsOptional))
        {
            _late.Add(condition);
        }
        else if (uses is [var only])
        {
            _own[only].Add(condition);
        }
        else if (TryEdge(condition) is { } edge)
        {
            _edges.Add(edge);
        }
        else
        {
            _late.Add(condition);
        }
    }

    private JoinEdge? TryEdge(Expression condition)
        => condition is ComparisonExpression { Operator: ComparisonOperator.Equal } equality
            && Uses(equality.Left) is [var left] && Uses(equality.Right) is [var right] && left != right
                ? new JoinEdge(equality.Left, left, equality.Right, right)
                : null;

    private List<int> Uses(Expression expression) => [.. expression.ReferencedColumns().Select(name => _relationOf[name]).Distinct()];

    private PlanNode Join()
    {
        var core = _relations.TakeWhile(static relation => !relation.IsOptional).Count();
        var root = Enumerable.Range(0, core).MaxBy(index => RowEstimate.Of(_relations[index].Plan));
        var plan = Root(root);
        var attached = new HashSet<int> { root };
        while (attached.Count < core)
        {
            var next = Enumerable.Range(0, core).Where(index => !attached.Contains(index) && Edges(index, attached).Count > 0)
                .OrderByDescending(index => _own[index].Count > 0).ThenBy(index => RowEstimate.Of(_relations[index].Plan)).ThenBy(static index => index)
                .Select(static index => (int?)index).FirstOrDefault()
                ?? throw Unconnected(Enumerable.Range(0, core).First(index => !attached.Contains(index)));
            plan = Attach(plan, next, attached);
        }

        for (var index = core; index < _relations.Count; index++)
        {
            plan = Attach(plan, index, attached);
        }

        return plan;
    }

    /// <summary>The relation in the middle, under the names of the plan.</summary>
    private PlanNode Root(int index)
    {
        var plan = Own(index);
        ScopeColumn[] columns = [.. _scope.Columns.Where(column => column.Relation == index)];
        return Array.TrueForAll(columns, static column => column.Name == column.PlanName)
            ? plan
            : new ProjectNode(plan, [.. columns.Select(static column => new NamedExpression(column.PlanName, Expression.Column(column.Name)))]);
    }

    private JoinNode Attach(PlanNode plan, int index, HashSet<int> attached)
    {
        var edges = Edges(index, attached);
        if (edges.Count == 0)
        {
            throw Unconnected(index);
        }

        attached.Add(index);
        JoinKey[] keys = [.. edges.Select(edge => new JoinKey(Local(edge.Own, index), edge.Other))];
        NamedExpression[] columns =
        [
            .. _scope.Columns.Where(column => column.Relation == index).Select(static column => new NamedExpression(column.PlanName, Expression.Column(column.Name))),
        ];
        return new JoinNode(plan, Own(index), keys, new JoinAttachment(_relations[index].Item.Kind, columns));
    }

    private List<(Expression Own, Expression Other)> Edges(int index, HashSet<int> attached)
        => [.. _edges.Select(edge => edge.Of(index)).Where(side => side is { } other && attached.Contains(other.OtherRelation)).Select(static side => (side!.Value.Own, side.Value.Other))];

    /// <summary>A relation with the conditions on it alone.</summary>
    private PlanNode Own(int index)
        => _own[index].Count == 0 ? _relations[index].Plan : FilterBinder.Filter(_relations[index].Plan, Local(Expression.And(_own[index]), index));

    /// <summary>An expression over the columns of the plan, said over those of a relation.</summary>
    private Expression Local(Expression expression, int index)
    {
        var names = _scope.Columns.Where(column => column.Relation == index).ToDictionary(static column => column.PlanName, static column => column.Name, StringComparer.Ordinal);
        return expression.Rewrite(part => part is ColumnExpression column && names[column.Path[0]] is var name && name != column.Path[0]
            ? column.WithPath([name, .. column.Path.Skip(1)])
            : part);
    }

    private SqlUnsupportedException Unconnected(int index) => new(
        _relations[index].Position.LineNumber,
        _relations[index].Position.ColumnNumber,
        $"a join of '{_relations[index].Description}' without an equality between its columns and those of the other tables (CROSS JOIN)",
        "Say in ON or WHERE which columns are equal.");
}
