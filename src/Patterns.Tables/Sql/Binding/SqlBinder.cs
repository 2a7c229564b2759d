using Patterns.Tables.Query.Plan;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Binding;

/// <summary>Turns a statement with its subqueries and named queries into one plan over tables. Used once.</summary>
/// <param name="tables">A scan per path of a table, see <see cref="NamedTable.Path"/>.</param>
internal sealed class SqlBinder(IReadOnlyDictionary<string, ScanNode> tables)
{
    private int _count;

    /// <summary>The paths of all tables that a statement reads, each with the first place where it stands.</summary>
    public static Dictionary<string, NamedTable> TablesOf(SelectStatement statement)
    {
        var found = new Dictionary<string, NamedTable>(StringComparer.Ordinal);
        Collect(statement, [], found);
        return found;
    }

    /// <exception cref="SqlBindingException">The text does not fit the tables.</exception>
    /// <exception cref="SqlUnsupportedException">It asks for a part of SQL that is not supported.</exception>
    public PlanNode Bind(SelectStatement statement) => Bind(statement, NamedQueries.None);

    private PlanNode Bind(SelectStatement statement, NamedQueries outer)
    {
        var named = statement.With.Aggregate(outer, static (queries, table) => queries.With(table));
        return SelectBinder.Bind(statement, [.. statement.From.Select(item => Relation(item, named))]);
    }

    private Relation Relation(FromItem item, NamedQueries named)
    {
        // A named query is bound wherever it is read, so that queries that read it twice over and over grow without their text doing so.
        if (++_count > SqlLimits.MaxTables)
        {
            throw new SqlBindingException(
                item.Source.Position.LineNumber, item.Source.Position.ColumnNumber, $"the query reads more than {SqlLimits.MaxTables} tables, those of named queries counted as often as they are read.");
        }

        return item.Source switch
        {
            DerivedTable derived => new Relation(Names(derived), Bind(derived.Query, named), item),
            NamedTable table when named.Find(table) is { } query => new Relation(Names(table), Bind(query.Table.Query, query.Outer), item),
            NamedTable table => new Relation(Names(table), tables[table.Path], item),
            _ => throw new InvalidOperationException($"There is no rule for {item.Source.GetType().Name}."),
        };
    }

    private static IReadOnlyList<string> Names(TableSource source) => source.Alias is { } alias ? [alias] : source is NamedTable table ? table.Name : [];

    private static void Collect(SelectStatement statement, IReadOnlyList<string> outer, Dictionary<string, NamedTable> found)
    {
        var names = outer.ToList();
        foreach (var common in statement.With)
        {
            Collect(common.Query, [.. names], found);
            names.Add(common.Name);
        }

        foreach (var item in statement.From)
        {
            if (item.Source is DerivedTable derived)
            {
                Collect(derived.Query, names, found);
            }
            else if (item.Source is NamedTable table && !(table.Name is [var single] && names.Contains(single, StringComparer.OrdinalIgnoreCase)))
            {
                found.TryAdd(table.Path, table);
            }
        }
    }
}
