using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests.Sql;

/// <summary>Mistakes say where they are, what was found and expected, and what is not supported by name.</summary>
public sealed class SqlErrorTests
{
    private readonly TableStore _store = TableFixture.Store(new MemoryObjectStore());

    [Theory]
    [InlineData("", 1, 1, "the end of the text", "SELECT")]
    [InlineData("SELEC 1 FROM t", 1, 1, "'SELEC'", "SELECT")]
    [InlineData("SELECT a\nFROM", 2, 5, "the end of the text", "the name of a table or '('")]
    [InlineData("SELECT a,, b FROM t", 1, 10, "','", "an expression")]
    [InlineData("SELECT a FROM t WHERE", 1, 22, "the end of the text", "an expression")]
    [InlineData("SELECT a FROM t GROUP a", 1, 23, "'a'", "BY")]
    [InlineData("SELECT a FROM t ORDER BY a NULLS MIDDLE", 1, 34, "'MIDDLE'", "FIRST or LAST")]
    [InlineData("SELECT a FROM t LIMIT -1", 1, 23, "'-'", "a whole number of rows")]
    [InlineData("SELECT a FROM t LIMIT 99999999999999999999", 1, 23, "'99999999999999999999'", "a whole number of rows")]
    [InlineData("SELECT a FROM t JOIN u", 1, 23, "the end of the text", "ON and the columns that are equal")]
    [InlineData("SELECT a FROM t; SELECT b FROM u", 1, 18, "'SELECT'", "the next clause or the end of the text")]
    [InlineData("SELECT a FROM (t)", 1, 16, "'t'", "SELECT or WITH; joins are written without parentheses")]
    [InlineData("SELECT a FROM (SELECT b FROM t", 1, 31, "the end of the text", "')'")]
    [InlineData("SELECT `a FROM t", 1, 8, "a backquote", "the closing backquote of the name somewhere behind it")]
    [InlineData("SELECT a FROM t /* x", 1, 17, "a comment without an end", "'*/' somewhere behind it")]
    [InlineData("SELECT a b c FROM t", 1, 12, "'c'", "',', AS and a name, or FROM")]
    public void A_text_that_is_no_query_is_refused_at_the_place(string text, int line, int column, string found, string expected)
    {
        var error = Assert.Throws<SqlSyntaxException>(() => _store.Sql(text));

        Assert.Equal((line, column, found, expected), (error.LineNumber, error.ColumnNumber, error.Found, error.Expected));
        Assert.Equal("sql.syntax", error.Code);
    }

    [Theory]
    [InlineData("SELECT sum(a) OVER (PARTITION BY b) FROM t", 15, "a window function (OVER)")]
    [InlineData("SELECT a FROM t UNION ALL SELECT a FROM u", 17, "UNION")]
    [InlineData("SELECT a FROM t EXCEPT SELECT a FROM u", 17, "EXCEPT")]
    [InlineData("SELECT a FROM t WHERE a IN (SELECT b FROM u)", 29, "a subquery in an expression (correlated or not)")]
    [InlineData("SELECT a FROM t WHERE a = (SELECT max(b) FROM u)", 28, "a subquery in an expression (correlated or not)")]
    [InlineData("SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.b = t.b)", 23, "a subquery in an expression (EXISTS)")]
    [InlineData("SELECT a FROM t WHERE a > 1 AND NOT EXISTS (SELECT 1 FROM u)", 37, "a subquery in an expression (correlated or not)")]
    [InlineData("SELECT a FROM t RIGHT JOIN u ON t.a = u.a", 17, "RIGHT JOIN")]
    [InlineData("SELECT a FROM t FULL OUTER JOIN u ON t.a = u.a", 17, "FULL JOIN")]
    [InlineData("SELECT a FROM t CROSS JOIN u", 17, "CROSS JOIN")]
    [InlineData("SELECT a FROM t LEFT SEMI JOIN u ON t.a = u.a", 17, "SEMI JOIN")]
    [InlineData("SELECT a FROM t NATURAL JOIN u", 17, "NATURAL JOIN")]
    [InlineData("SELECT a FROM t JOIN u USING (a)", 24, "JOIN … USING")]
    [InlineData("SELECT a, count(*) FROM t GROUP BY ROLLUP (a)", 36, "ROLLUP")]
    [InlineData("SELECT a, count(*) FROM t GROUP BY GROUPING SETS ((a), ())", 36, "GROUPING SETS")]
    [InlineData("SELECT sum(a) FILTER (WHERE b) FROM t", 15, "FILTER behind an aggregate")]
    [InlineData("SELECT a FROM t QUALIFY a > 1", 17, "a window function (QUALIFY)")]
    [InlineData("SELECT 1", 9, "SELECT without FROM")]
    [InlineData("INSERT INTO t VALUES (1)", 1, "the statement INSERT")]
    [InlineData("DROP TABLE t", 1, "the statement DROP")]
    [InlineData("EXPLAIN SELECT a FROM t", 1, "the statement EXPLAIN")]
    [InlineData("WITH RECURSIVE t AS (SELECT 1 FROM u) SELECT a FROM t", 6, "WITH RECURSIVE")]
    [InlineData("SELECT DISTINCT ON (a) a FROM t", 17, "DISTINCT ON")]
    [InlineData("SELECT a FROM range(10)", 20, "the table function range(…)")]
    [InlineData("SELECT a FROM t TABLESAMPLE (10 PERCENT)", 17, "TABLESAMPLE")]
    [InlineData("SELECT a FROM t LATERAL VIEW explode(b)", 17, "LATERAL")]
    public void What_is_not_supported_is_named(string text, int column, string feature)
    {
        var error = Assert.Throws<SqlUnsupportedException>(() => _store.Sql(text));

        Assert.Equal((1, column, feature), (error.LineNumber, error.ColumnNumber, error.Feature));
        Assert.Equal("sql.unsupported", error.Code);
        Assert.StartsWith($"Line 1, column {column}: {feature} is not supported. ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT price FROM orders", 1, 8, "there is no column price. There is: order_id, region")]
    [InlineData("SELECT o.price\nFROM orders AS o\nWHERE o.region = 'north'", 1, 8, "there is no column o.price")]
    [InlineData("SELECT orders.region FROM orders AS o", 1, 8, "there is no column orders.region")]
    [InlineData("SELECT region FROM nothing", 1, 20, "there is no table nothing, which would be at 'nothing'")]
    [InlineData("SELECT region FROM `../x`", 1, 20, "there is no table ../x")]
    [InlineData("SELECT a.region FROM orders AS a, orders AS a WHERE a.order_id = a.order_id", 1, 35, "'a' stands in FROM twice")]
    [InlineData("SELECT region FROM orders AS a JOIN orders AS b ON a.order_id = b.order_id", 1, 8, "the column region could be any of a.region, b.region")]
    [InlineData("SELECT x.* FROM orders", 1, 8, "there is no table 'x' in FROM. There is: orders.")]
    [InlineData("SELECT region, amount FROM orders GROUP BY region", 1, 16, "the column amount is neither in GROUP BY nor in an aggregate")]
    [InlineData("SELECT region, count(*) FROM orders", 1, 8, "the column region is neither in GROUP BY nor in an aggregate")]
    [InlineData("SELECT * FROM orders WHERE sum(amount) > 1", 1, 28, "the aggregate sum(amount) cannot stand in WHERE")]
    [InlineData("SELECT sum(max(amount)) FROM orders", 1, 12, "the aggregate max(amount) cannot stand in WHERE, ON, GROUP BY or another aggregate")]
    [InlineData("SELECT count(*) FROM orders GROUP BY 2", 1, 38, "GROUP BY names column 2, but the query has 1")]
    [InlineData("SELECT region FROM orders ORDER BY 0", 1, 36, "ORDER BY names column 0, but the query has 1")]
    [InlineData("SELECT region FROM orders WHERE amount", 1, 33, "a condition is true or false, but amount is decimal(10,2)")]
    [InlineData("SELECT region FROM orders GROUP BY region HAVING count(*)", 1, 50, "a condition is true or false")]
    [InlineData("SELECT DISTINCT region FROM orders ORDER BY amount", 1, 45, "with DISTINCT rows are ordered by what is put out, and amount is not")]
    public async Task A_text_that_does_not_fit_the_tables_is_refused_at_the_place(string text, int line, int column, string problem)
    {
        await _store.CreateAsync<Order>("orders");

        var error = await Assert.ThrowsAsync<SqlBindingException>(() => _store.Sql(text).BindAsync());

        Assert.Equal((line, column), (error.LineNumber, error.ColumnNumber));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Equal("sql.binding", error.Code);
    }

    [Fact]
    public async Task Types_that_do_not_go_together_are_refused_at_the_place()
    {
        await _store.CreateAsync<Order>("orders");

        var error = await Assert.ThrowsAsync<ExpressionTypeException>(() => _store.Sql("SELECT region\nFROM orders\nWHERE is_gift + 1 > 2").BindAsync());
        var unknown = await Assert.ThrowsAsync<ExpressionTypeException>(() => _store.Sql("SELECT median_of(amount) FROM orders").BindAsync());

        Assert.Equal((3, 7), (error.LineNumber, error.ColumnNumber));
        Assert.Equal((1, 8), (unknown.LineNumber, unknown.ColumnNumber));
    }

    [Theory]
    [InlineData("SELECT sum(DISTINCT amount) FROM orders", "sum(DISTINCT …)")]
    [InlineData("SELECT 1 FROM orders AS a, orders AS b", "a join of 'b' without an equality between its columns and those of the other tables (CROSS JOIN)")]
    [InlineData("SELECT 1 FROM orders AS a, orders AS b WHERE a.order_id < b.order_id", "a join of 'b' without an equality between its columns and those of the other tables (CROSS JOIN)")]
    [InlineData("SELECT 1 FROM orders AS a LEFT JOIN orders AS b ON a.order_id = b.order_id AND a.amount > 3", "a condition of LEFT JOIN … ON other than equalities with the rows before and conditions on the attached rows")]
    public async Task Joins_and_aggregates_that_are_not_supported_are_named(string text, string feature)
    {
        await _store.CreateAsync<Order>("orders");

        var error = await Assert.ThrowsAsync<SqlUnsupportedException>(() => _store.Sql(text).BindAsync());

        Assert.Equal(feature, error.Feature);
    }

    [Fact]
    public async Task Hostile_texts_are_bounded()
    {
        await _store.CreateAsync<Order>("orders");

        Assert.Throws<SqlSyntaxException>(() => _store.Sql($"SELECT {new string('a', 300_000)} FROM t"));
        Assert.Throws<SqlSyntaxException>(() => _store.Sql($"SELECT {string.Join(',', Enumerable.Repeat("1", 5_000))} FROM t"));
        Assert.Throws<SqlSyntaxException>(() => _store.Sql($"SELECT {new string('(', 10_000)}1"));
        Assert.Throws<SqlSyntaxException>(() => _store.Sql(string.Concat(Enumerable.Repeat("SELECT * FROM (", 100))));
        Assert.Throws<SqlSyntaxException>(() => _store.Sql($"SELECT 1 FROM {string.Join(',', Enumerable.Range(0, 100).Select(static number => $"t{number}"))}"));

        // Each named query reads the one before it twice.
        var growing = string.Join(", ", Enumerable.Range(1, 20).Select(static number => $"q{number} AS (SELECT a.order_id FROM q{number - 1} AS a JOIN q{number - 1} AS b ON a.order_id = b.order_id)"));
        var error = await Assert.ThrowsAsync<SqlBindingException>(() => _store.Sql($"WITH q0 AS (SELECT order_id FROM orders), {growing} SELECT * FROM q20").BindAsync());
        Assert.Contains("more than 64 tables", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_is_a_query_or_a_typed_error()
    {
        var random = new Random(7);
        string[] pieces = ["SELECT", "FROM", "WHERE", "a", "b.c", "*", ",", "(", ")", "GROUP BY", "1", "'x'", "=", "JOIN", "ON", "AS", "WITH", "`q`", "ORDER BY", "LIMIT", "OVER", "CASE", "WHEN", "END", ".", "-", "\n", "'", "`", "/*", "\ud83d", "LEFT", "count(*)"];
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 15)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                _store.Sql("SELECT " + text);
            }
            catch (PatternsException error) when (error is SqlSyntaxException or SqlUnsupportedException)
            {
                Assert.NotEmpty(error.Message);
            }
        }
    }
}
