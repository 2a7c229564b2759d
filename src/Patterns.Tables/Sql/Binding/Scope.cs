using Patterns.Columnar;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Binding;

/// <summary>The columns that the expressions of a SELECT see, and what their names stand for. Immutable.</summary>
internal sealed class Scope
{
    private const int MaxShown = 50;

    private readonly IReadOnlyList<Relation> _relations;

    /// <summary>Gives every column a name of its own: its name, or that of its table before it where several tables have it.</summary>
    /// <exception cref="SqlBindingException">Two tables have one name.</exception>
    public Scope(IReadOnlyList<Relation> relations)
    {
        _relations = relations;
        foreach (var (index, relation) in relations.Index())
        {
            if (relation.Names.Count > 0 && relations.Take(index).Any(other => other.Names.SequenceEqual(relation.Names, StringComparer.OrdinalIgnoreCase)))
            {
                throw new SqlBindingException(
                    relation.Position.LineNumber, relation.Position.ColumnNumber, $"'{relation.Description}' stands in FROM twice; give each its own name with AS.");
            }
        }

        var counts = relations.SelectMany(static relation => relation.Plan.Schema.Fields).GroupBy(static field => field.Name, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal);
        var taken = counts.Where(static pair => pair.Value == 1).Select(static pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        Columns =
        [
            .. relations.Index().SelectMany(relation => relation.Item.Plan.Schema.Fields.Select(field => new ScopeColumn(
                relation.Index, field.Name, counts[field.Name] == 1 ? field.Name : UniqueName.Of($"{relation.Item.Description}.{field.Name}", taken)))),
        ];
    }

    /// <summary>The columns in the order of FROM.</summary>
    public IReadOnlyList<ScopeColumn> Columns { get; }

    /// <summary>The columns of all tables, or of one.</summary>
    /// <param name="qualifier">Name of the table; empty for all.</param>
    /// <param name="position">Where this is written.</param>
    /// <exception cref="SqlBindingException">There is no such table, or there are several.</exception>
    public IEnumerable<ScopeColumn> Star(IReadOnlyList<string> qualifier, SqlPosition position)
    {
        if (qualifier.Count == 0)
        {
            return Columns;
        }

        var matching = Matching(relation => relation.Match(qualifier, StringComparison.Ordinal) == qualifier.Count);
        matching = matching.Count > 0 ? matching : Matching(relation => relation.Match(qualifier, StringComparison.OrdinalIgnoreCase) == qualifier.Count);
        return matching switch
        {
            [var only] => Columns.Where(column => column.Relation == only),
            [] => throw new SqlBindingException(
                position.LineNumber, position.ColumnNumber, $"there is no table '{string.Join('.', qualifier)}' in FROM. There is: {string.Join(", ", _relations.Select(static relation => relation.Description))}."),
            _ => throw new SqlBindingException(position.LineNumber, position.ColumnNumber, $"'{string.Join('.', qualifier)}' could be several tables; write its name in full."),
        };
    }

    /// <summary>The same expression over the columns of the plan.</summary>
    /// <exception cref="SqlBindingException">A column does not exist or is ambiguous.</exception>
    public Expression Resolve(Expression expression) => Resolve(expression, null);

    /// <summary>The same expression over the columns of the plan, where names that are no column may stand for something else.</summary>
    /// <param name="expression">As written.</param>
    /// <param name="otherwise">What a name stands for that is no column; null when it stands for nothing.</param>
    /// <exception cref="SqlBindingException">A column does not exist or is ambiguous.</exception>
    public Expression Resolve(Expression expression, Func<ColumnExpression, Expression?>? otherwise)
        => expression.Rewrite(part => part is ColumnExpression column ? TryResolve(column) ?? otherwise?.Invoke(column) ?? throw Missing(column) : part);

    /// <summary>The column that a name stands for; null when there is none.</summary>
    /// <exception cref="SqlBindingException">It could be several.</exception>
    public ColumnExpression? TryResolve(ColumnExpression column)
        => TryResolve(column, StringComparison.Ordinal) ?? TryResolve(column, StringComparison.OrdinalIgnoreCase);

    private ColumnExpression? TryResolve(ColumnExpression column, StringComparison comparison)
    {
        var found = Find(column.Path, qualified: true, comparison);
        found = found.Count > 0 ? found : Find(column.Path, qualified: false, comparison);
        return found switch
        {
            [] => null,
            [var (only, used)] => column.WithPath([only.PlanName, .. column.Path.Skip(used)]),
            _ => throw new SqlBindingException(
                column.LineNumber,
                column.ColumnNumber,
                $"the column {column} could be any of {string.Join(", ", found.Select(match => $"{_relations[match.Column.Relation].Description}.{match.Column.Name}"))}; write the name of its table before it, in the same case."),
        };
    }

    private List<(ScopeColumn Column, int Used)> Find(IReadOnlyList<string> path, bool qualified, StringComparison comparison)
    {
        var found = new List<(ScopeColumn, int)>();
        foreach (var column in Columns)
        {
            var names = qualified ? _relations[column.Relation].Match(path, comparison) : 0;
            if ((names > 0 || !qualified) && path.Count > names && string.Equals(column.Name, path[names], comparison))
            {
                found.Add((column, names + 1));
            }
        }

        return found;
    }

    private List<int> Matching(Func<Relation, bool> matches) => [.. _relations.Index().Where(relation => matches(relation.Item)).Select(static relation => relation.Index)];

    private SqlBindingException Missing(ColumnExpression column)
    {
        var names = Columns.Select(known => _relations.Count == 1 ? known.Name : $"{_relations[known.Relation].Description}.{known.Name}").ToList();
        var shown = names.Count <= MaxShown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MaxShown))} and {names.Count - MaxShown} more";
        return new SqlBindingException(column.LineNumber, column.ColumnNumber, $"there is no column {column}. There is: {shown}.");
    }
}
