using Patterns.Columnar;
using Patterns.Tables.Sql.Syntax;

namespace Patterns.Tables.Sql.Parsing;

/// <summary>Reads a SELECT. Source: Spark SQL's grammar, rules query and querySpecification, of which a subset is read.</summary>
internal sealed class SelectParser
{
    private readonly SqlReader _reader;
    private readonly FromParser _from;
    private int _depth;

    private SelectParser(SqlReader reader)
    {
        _reader = reader;
        _from = new FromParser(reader, this);
    }

    /// <exception cref="SqlSyntaxException">The text is no SELECT.</exception>
    /// <exception cref="SqlUnsupportedException">It asks for a part of SQL that is not supported.</exception>
    public static SelectStatement Parse(string text)
    {
        var reader = new SqlReader(text);
        UnsupportedSyntax.RejectStatement(reader);
        var statement = new SelectParser(reader).ParseQuery();
        reader.TrySymbol(';');
        UnsupportedSyntax.RejectClause(reader);
        return reader.Current.Kind == SqlTokenKind.End ? statement : throw reader.Current.Expected("the next clause or the end of the text");
    }

    /// <summary>Reads WITH and SELECT, up to what does not belong to them.</summary>
    public SelectStatement ParseQuery()
    {
        if (++_depth > SqlLimits.MaxDepth)
        {
            throw _reader.Current.Expected($"a query with at most {SqlLimits.MaxDepth} levels of subqueries");
        }

        var with = ParseWith();
        if (_reader.Current.IsSymbol('('))
        {
            throw _reader.Current.Unsupported("a query in parentheses outside of FROM", "Write it without parentheses.");
        }

        _reader.RequireWord("SELECT");
        var isDistinct = ParseDistinct();
        var items = ParseList(ParseItem);
        var statement = new SelectStatement
        {
            With = with,
            IsDistinct = isDistinct,
            Items = items,
            From = ParseFrom(),
            Where = _reader.TryWord("WHERE") ? _reader.ReadExpression() : null,
            GroupBy = ParseGroupBy(),
            Having = _reader.TryWord("HAVING") ? _reader.ReadExpression() : null,
            OrderBy = ParseOrderBy(),
            Limit = ParseLimit(out var offset),
            Offset = offset,
        };
        UnsupportedSyntax.RejectClause(_reader);
        _depth--;
        return statement;
    }

    private List<CommonTable> ParseWith()
    {
        var tables = new List<CommonTable>();
        if (!_reader.TryWord("WITH"))
        {
            return tables;
        }

        if (_reader.Current.IsWord("RECURSIVE"))
        {
            throw _reader.Current.Unsupported("WITH RECURSIVE", "Compute the levels in the program.");
        }

        do
        {
            var name = _reader.RequireName("the name of a query");
            if (_reader.Current.IsSymbol('('))
            {
                throw _reader.Current.Unsupported("a list of column names behind the name of a query", "Name the columns inside of the query with AS.");
            }

            _reader.RequireWord("AS");
            _reader.RequireSymbol('(');
            tables.Add(new CommonTable(name, ParseQuery()));
            _reader.RequireSymbol(')');
        }
        while (_reader.TrySymbol(',') && tables.Count <= SqlLimits.MaxTables);
        return tables;
    }

    private bool ParseDistinct()
    {
        _reader.TryWord("ALL");
        if (!_reader.TryWord("DISTINCT"))
        {
            return false;
        }

        return _reader.Current.IsWord("ON") && _reader.Next.IsSymbol('(')
            ? throw _reader.Current.Unsupported("DISTINCT ON", "Write GROUP BY with first(…).")
            : true;
    }

    private List<FromItem> ParseFrom()
    {
        UnsupportedSyntax.RejectClause(_reader);
        if (!_reader.TryWord("FROM"))
        {
            throw _reader.Current.Kind == SqlTokenKind.End || _reader.Current.IsSymbol(')')
                ? _reader.Current.Unsupported("SELECT without FROM", "Say which table is read.")
                : _reader.Current.Expected("',', AS and a name, or FROM");
        }

        return _from.Parse();
    }

    private List<T> ParseList<T>(Func<T> parse)
    {
        var list = new List<T>();
        do
        {
            if (list.Count == SqlLimits.MaxListLength)
            {
                throw _reader.Current.Expected($"a list of at most {SqlLimits.MaxListLength} elements");
            }

            list.Add(parse());
        }
        while (_reader.TrySymbol(','));
        return list;
    }

    private SelectItem ParseItem()
    {
        var position = _reader.Current.Position;
        if (TryStar() is { } qualifier)
        {
            return _reader.Current.IsWord("EXCEPT") && _reader.Next.IsSymbol('(')
                ? throw _reader.Current.Unsupported("* EXCEPT", "Name the columns.")
                : new SelectItem(null, null, qualifier, position);
        }

        var value = _reader.ReadExpression();
        return new SelectItem(value, ParseAlias("a name for the column"), [], position);
    }

    /// <summary>Reads <c>*</c> or <c>table.*</c>; what comes before the star, or null when there is none.</summary>
    private List<string>? TryStar()
    {
        var start = _reader.Current;
        var qualifier = new List<string>();
        while (start.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName or SqlTokenKind.Symbol)
        {
            if (_reader.TrySymbol('*'))
            {
                return qualifier;
            }

            if (_reader.Current.Kind is not (SqlTokenKind.Word or SqlTokenKind.QuotedName) || !_reader.Next.IsSymbol('.'))
            {
                break;
            }

            qualifier.Add(_reader.RequireNamePart());
            _reader.RequireSymbol('.');
        }

        _reader.GoBackTo(start);
        return null;
    }

    public string? ParseAlias(string expected)
        => _reader.TryWord("AS") ? _reader.RequireName(expected)
            : _reader.Current.Kind == SqlTokenKind.QuotedName || (_reader.Current.Kind == SqlTokenKind.Word && !SqlKeywords.EndsName(_reader.Current.Text))
                ? _reader.RequireName(expected)
                : null;

    private List<Expression> ParseGroupBy()
    {
        if (!_reader.TryWord("GROUP"))
        {
            return [];
        }

        _reader.RequireWord("BY");
        if (_reader.Current.IsWord("ALL"))
        {
            throw _reader.Current.Unsupported("GROUP BY ALL", "Name the columns, or give their numbers.");
        }

        var keys = ParseList(_reader.ReadExpression);
        return _reader.Current.IsWord("WITH") ? throw _reader.Current.Unsupported($"GROUP BY … WITH {_reader.Next.Text.ToUpperInvariant()}", "Run one query per grouping.") : keys;
    }

    private List<OrderItem> ParseOrderBy()
    {
        if (!_reader.TryWord("ORDER"))
        {
            return [];
        }

        _reader.RequireWord("BY");
        return _reader.Current.IsWord("ALL") ? throw _reader.Current.Unsupported("ORDER BY ALL", "Name the columns, or give their numbers.") : ParseList(ParseOrder);
    }

    private OrderItem ParseOrder()
    {
        var value = _reader.ReadExpression();
        var isDescending = _reader.TryWord("DESC");
        if (!isDescending)
        {
            _reader.TryWord("ASC");
        }

        var nulls = isDescending ? NullPlacement.Last : NullPlacement.First;
        if (_reader.TryWord("NULLS"))
        {
            nulls = _reader.TryWord("FIRST") ? NullPlacement.First : _reader.TryWord("LAST") ? NullPlacement.Last : throw _reader.Current.Expected("FIRST or LAST");
        }

        return new OrderItem(value, isDescending ? SortDirection.Descending : SortDirection.Ascending, nulls);
    }

    private long? ParseLimit(out long offset)
    {
        long? limit = null;
        offset = 0;
        if (_reader.TryWord("LIMIT") && !_reader.TryWord("ALL"))
        {
            limit = _reader.RequireCount();
        }

        if (_reader.TryWord("OFFSET"))
        {
            offset = _reader.RequireCount();
            if (!_reader.TryWord("ROWS"))
            {
                _reader.TryWord("ROW");
            }
        }

        return limit;
    }
}
