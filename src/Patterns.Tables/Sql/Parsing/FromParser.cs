using Patterns.Columnar;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Parsing;

/// <summary>Reads FROM: tables, subqueries, and the joins between them.</summary>
internal sealed class FromParser(SqlReader reader, SelectParser queries)
{
    private int _count;

    public List<FromItem> Parse()
    {
        var items = new List<FromItem>();
        do
        {
            items.Add(new FromItem(ParseSource(), JoinKind.Inner, null));
            while (TryJoin() is { } kind)
            {
                items.Add(ParseJoin(kind));
            }
        }
        while (reader.TrySymbol(','));
        return items;
    }

    private JoinKind? TryJoin()
    {
        UnsupportedSyntax.RejectJoin(reader);
        if (reader.TryWord("JOIN") || reader.TryWords("INNER", "JOIN"))
        {
            return JoinKind.Inner;
        }

        if (!reader.TryWord("LEFT"))
        {
            return null;
        }

        reader.TryWord("OUTER");
        reader.RequireWord("JOIN");
        return JoinKind.LeftOuter;
    }

    private FromItem ParseJoin(JoinKind kind)
    {
        var source = ParseSource();
        if (reader.Current.IsWord("USING"))
        {
            throw reader.Current.Unsupported("JOIN … USING", "Write ON with the columns that are equal.");
        }

        if (!reader.TryWord("ON"))
        {
            throw reader.Current.Expected("ON and the columns that are equal");
        }

        return new FromItem(source, kind, reader.ReadExpression());
    }

    private TableSource ParseSource()
    {
        if (++_count > SqlLimits.MaxTables)
        {
            throw reader.Current.Expected($"at most {SqlLimits.MaxTables} tables");
        }

        UnsupportedSyntax.RejectClause(reader);
        var position = reader.Current.Position;
        if (reader.TrySymbol('('))
        {
            if (!reader.Current.IsWord("SELECT") && !reader.Current.IsWord("WITH"))
            {
                UnsupportedSyntax.RejectStatement(reader);
                throw reader.Current.Expected("SELECT or WITH; joins are written without parentheses");
            }

            var query = queries.ParseQuery();
            reader.RequireSymbol(')');
            return new DerivedTable(query, queries.ParseAlias("a name for the subquery"), position);
        }

        var names = new List<string> { reader.RequireName("the name of a table or '('") };
        while (reader.TrySymbol('.'))
        {
            names.Add(reader.RequireNamePart());
        }

        return reader.Current.IsSymbol('(')
            ? throw reader.Current.Unsupported($"the table function {names[^1]}(…)", "Read a table or a subquery.")
            : new NamedTable(names, queries.ParseAlias("a name for the table"), position);
    }
}
