using Patterns.Core;
using static Patterns.Columnar.Expression;

namespace Patterns.Columnar.Tests.Expressions;

public sealed class ExpressionTextTests
{
    [Theory]
    [InlineData("a", "a")]
    [InlineData("  a -- the column\n", "a")]
    [InlineData("/* x */ a /* y */", "a")]
    [InlineData("payload.user.name", "payload.user.name")]
    [InlineData("`a.b`.`c d`", "`a.b`.`c d`")]
    [InlineData("`it``s`", "`it``s`")]
    [InlineData("größe", "`größe`")]
    [InlineData("order", "`order`")]
    [InlineData("a.order.`1st`", "a.order.`1st`")]
    [InlineData("tags[0].name", "tags[0].name")]
    [InlineData("m['k'][1]", "m['k'][1]")]
    [InlineData("1 + 2 * 3 - 4 / 5 % 6 div 7", "1 + 2 * 3 - 4 / 5 % 6 DIV 7")]
    [InlineData("(1 + 2) * 3", "(1 + 2) * 3")]
    [InlineData("1 - (2 - 3)", "1 - (2 - 3)")]
    [InlineData("(1 - 2) - 3", "1 - 2 - 3")]
    [InlineData("-a * -(b) + -(-1) - -2", "-a * -b + -(-1) - -2")]
    [InlineData("+a - +1", "a - 1")]
    [InlineData("- - a", "-(-a)")]
    [InlineData("a||b || 'c'", "concat(a, b, 'c')")]
    [InlineData("a == b", "a = b")]
    [InlineData("a != b", "a <> b")]
    [InlineData("a<=>b", "a <=> b")]
    [InlineData("a < b = c", "(a < b) = c")]
    [InlineData("a = (b IS NULL)", "a = (b IS NULL)")]
    [InlineData("a = b is null", "(a = b) IS NULL")]
    [InlineData("not a and not (b or c)", "NOT a AND NOT (b OR c)")]
    [InlineData("! a = b", "NOT (a = b)")]
    [InlineData("a and b or c and d", "(a AND b) OR (c AND d)")]
    [InlineData("a and (b and c)", "a AND b AND c")]
    [InlineData("a or (b and (c or d))", "a OR (b AND (c OR d))")]
    [InlineData("a between 1 and 2 and b", "a BETWEEN 1 AND 2 AND b")]
    [InlineData("a not between 1 + 1 and 2", "a NOT BETWEEN 1 + 1 AND 2")]
    [InlineData("a in (1, 'x', b)", "a IN (1, 'x', b)")]
    [InlineData("not a in (1)", "a NOT IN (1)")]
    [InlineData("not a is not null", "NOT a IS NOT NULL")]
    [InlineData("a is unknown", "a IS NULL")]
    [InlineData("a is not true or b is false", "a IS NOT TRUE OR b IS FALSE")]
    [InlineData("a is distinct from b", "NOT (a <=> b)")]
    [InlineData("a is not distinct from b", "a <=> b")]
    [InlineData("a like 'x%' escape '!'", "a LIKE 'x%' ESCAPE '!'")]
    [InlineData("a not ilike 'x' || b", "a NOT ILIKE concat('x', b)")]
    [InlineData("a regexp r'\\d'", "a RLIKE '\\\\d'")]
    [InlineData("case when a then 1 when b then 2 else 3 end", "CASE WHEN a THEN 1 WHEN b THEN 2 ELSE 3 END")]
    [InlineData("case a when 1 then 'x' end", "CASE a WHEN 1 THEN 'x' END")]
    [InlineData("cast(a as decimal(10, 2))", "CAST(a AS decimal(10,2))")]
    [InlineData("try_cast(a as integer)", "TRY_CAST(a AS int)")]
    [InlineData("a::bigint + 1", "CAST(a AS bigint) + 1")]
    [InlineData("-1::string", "CAST(-1 AS string)")]
    [InlineData("bigint(a)", "CAST(a AS bigint)")]
    [InlineData("cast(a as map<string, array<struct<x: int, `y z`: numeric>>>)", "CAST(a AS map<string,array<struct<x:int,`y z`:decimal(10,0)>>>)")]
    [InlineData("cast(a as varchar(3))", "CAST(a AS string)")]
    [InlineData("LOWER( a , b )", "lower(a, b)")]
    [InlineData("f()", "f()")]
    [InlineData("count(*)", "count(*)")]
    [InlineData("count(distinct a) / sum(b)", "count(DISTINCT a) / sum(b)")]
    [InlineData("substring(a from 2 for 3)", "substring(a, 2, 3)")]
    [InlineData("trim(both 'x' from a)", "btrim(a, 'x')")]
    [InlineData("trim(leading from a)", "ltrim(a)")]
    [InlineData("trim(trailing 'x' from a)", "rtrim('x', a)")]
    [InlineData("trim(both)", "trim(`both`)")]
    [InlineData("extract(month from a)", "date_part('month', a)")]
    [InlineData("1", "1")]
    [InlineData("2147483648", "2147483648L")]
    [InlineData("-2147483648", "-2147483648")]
    [InlineData("-9223372036854775808", "-9223372036854775808L")]
    [InlineData("9223372036854775808", "9223372036854775808BD")]
    [InlineData("1y + 2s + 3l", "1Y + 2S + 3L")]
    [InlineData("1.50", "1.50")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5BD")]
    [InlineData("1e3", "1000D")]
    [InlineData("1.5e-3bd", "0.0015")]
    [InlineData("1e3bd", "1000BD")]
    [InlineData("1.5f", "1.5F")]
    [InlineData("1d", "1D")]
    [InlineData("-0d", "-0D")]
    [InlineData("double('NaN')", "double('NaN')")]
    [InlineData("float('-Infinity')", "float('-Infinity')")]
    [InlineData("\"it's\"", "'it\\'s'")]
    [InlineData("'it''s'", "'it\\'s'")]
    [InlineData("'a\\nb\\\\c\\u0041\\101\\%'", "'a\\nb\\\\cAA\\\\%'")]
    [InlineData("x'1af0'", "X'1AF0'")]
    [InlineData("date '2024-2-29'", "date '2024-02-29'")]
    [InlineData("date '2024'", "date '2024-01-01'")]
    [InlineData("timestamp '2024-02-29 12:00:00.5+02:00'", "timestamp '2024-02-29 10:00:00.5Z'")]
    [InlineData("timestamp '2024-02-29T12:00Z'", "timestamp '2024-02-29 12:00:00Z'")]
    [InlineData("timestamp_ntz '2024-02-29'", "timestamp_ntz '2024-02-29 00:00:00'")]
    [InlineData("date > timestamp", "`date` > `timestamp`")]
    [InlineData("null is null and true <> false", "NULL IS NULL AND TRUE <> FALSE")]
    public void A_text_is_printed_in_its_canonical_form(string text, string canonical)
    {
        var expression = Parse(text);

        Assert.Equal(canonical, expression.ToString());
        Assert.Equal(expression, Parse(canonical));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void A_printed_tree_parses_to_an_equal_tree(int depth)
    {
        for (var seed = 0; seed < (depth < 5 ? 3_000 : 100); seed++)
        {
            var tree = new RandomTrees(seed).Next(depth);
            var text = tree.ToString();
            var parsed = Parse(text);

            Assert.True(tree.Equals(parsed), $"Seed {seed}: {text} became {parsed}");
            Assert.Equal(tree.GetHashCode(), parsed.GetHashCode());
            Assert.Equal(text, parsed.ToString());
        }
    }

    [Fact]
    public void Trees_that_differ_in_one_part_are_not_equal()
    {
        string[] texts =
        [
            "a", "b", "a.b", "`a.b`", "a[b]", "1", "1L", "1.0", "1.00", "1D", "1F", "'1'", "X'31'", "NULL", "TRUE", "FALSE", "-a", "NOT a", "a = b", "b = a", "a <> b",
            "a + b", "a - b", "a AND b", "a OR b", "a AND b AND c", "a IN (b)", "a IN (b, c)", "a BETWEEN b AND c", "a LIKE b", "a ILIKE b", "a RLIKE b",
            "a LIKE b ESCAPE '!'", "a IS NULL", "a IS TRUE", "a IS FALSE", "CAST(a AS int)", "CAST(a AS bigint)", "TRY_CAST(a AS int)", "f(a)", "f(DISTINCT a)", "g(a)",
            "f(a, b)", "CASE a WHEN b THEN c END", "CASE WHEN a THEN b ELSE c END", "CASE WHEN a THEN b WHEN c THEN a END", "f(a).b", "f(a).c", "date '2024-01-01'",
            "timestamp '2024-01-01'", "timestamp_ntz '2024-01-01'",
        ];
        Expression[] trees = [.. texts.Select(Parse)];

        Assert.Equal(trees.Length, trees.Distinct().Count());
        Assert.All(trees, tree => Assert.Equal(tree, Parse(tree.ToString())));
    }

    [Fact]
    public void An_expression_in_front_of_other_text_ends_where_the_statement_goes_on()
    {
        const string Text = "SELECT a + 1 AS b, count(*) total FROM t WHERE x BETWEEN 1 AND 2 GROUP BY b ; ` ";

        Assert.Equal("a + 1", ParsePrefix(Text, 6, out var end).ToString());
        Assert.Equal("SELECT a + 1", Text[..end]);
        Assert.Equal("count(*)", ParsePrefix(Text, Text.IndexOf("count", StringComparison.Ordinal), out end).ToString());
        Assert.StartsWith(" total", Text[end..], StringComparison.Ordinal);
        Assert.Equal("x BETWEEN 1 AND 2", ParsePrefix(Text, Text.IndexOf("x ", StringComparison.Ordinal), out end).ToString());
        Assert.StartsWith(" GROUP", Text[end..], StringComparison.Ordinal);
        var error = Assert.Throws<ExpressionSyntaxException>(() => ParsePrefix(Text, Text.IndexOf("FROM", StringComparison.Ordinal), out _));
        Assert.Equal("'FROM'", error.Found);
    }

    [Fact]
    public void Rewriting_exchanges_parts_and_keeps_what_is_not_touched()
    {
        var tree = Parse("a + 1 > b AND f(a) IN (a, 2) OR c");

        var renamed = tree.Rewrite(part => part is ColumnExpression { Path: ["a"] } ? Column("z") : part);

        Assert.Equal("(z + 1 > b AND f(z) IN (z, 2)) OR c", renamed.ToString());
        Assert.Same(tree, tree.Rewrite(part => part));
        Assert.Equal("a + 1 > b AND f(a) IN (a, 2)", tree.Children[0].ToString());
    }

    [Fact]
    public void Literals_keep_their_type_exactly()
    {
        Assert.Equal(DataType.Decimal(3, 2), Literal(1.50m).Type);
        Assert.Equal(DataType.Decimal(2, 2), Literal(0.05m).Type);
        Assert.Equal(DataType.Decimal(29, 0), Literal(decimal.MaxValue).Type);
        Assert.IsType<WideDecimal>(Literal(decimal.MaxValue).Value);
        Assert.Equal(DataType.Decimal(20, 0), Literal(ulong.MaxValue).Type);
        Assert.Equal(DataType.Timestamp, Literal(DateTime.UnixEpoch).Type);
        Assert.Equal(DataType.LocalTimestamp, Literal(new DateTime(2024, 1, 1)).Type);
        Assert.Equal(Literal(DateTimeOffset.UnixEpoch), Literal(DateTimeOffset.UnixEpoch.AddTicks(9).ToOffset(TimeSpan.FromHours(2))));
        Assert.Null(Null.Type);
        Assert.Throws<ArgumentException>(() => Literal(new object()));
        Assert.Throws<ArgumentException>(() => Literal(DateTime.SpecifyKind(DateTime.UnixEpoch, DateTimeKind.Local)));
    }
}
