using System.Text;
using static Patterns.Columnar.Expression;

namespace Patterns.Columnar.Tests.Expressions;

public sealed class ExpressionSyntaxErrorTests
{
    [Theory]
    [InlineData("", 1, 1, "the end of the text", "an expression")]
    [InlineData("a +", 1, 4, "the end of the text", "an expression")]
    [InlineData("a b", 1, 3, "'b'", "an operator")]
    [InlineData("a >\n  > b", 2, 3, "'>'", "an expression")]
    [InlineData("a = AND b", 1, 5, "'AND'", "`AND`")]
    [InlineData("(a", 1, 3, "the end of the text", "')'")]
    [InlineData("a)", 1, 2, "')'", "an operator")]
    [InlineData("a in ()", 1, 7, "')'", "an expression")]
    [InlineData("a in (select b)", 1, 7, "'select'", "subquery")]
    [InlineData("a in (1", 1, 8, "the end of the text", "')'")]
    [InlineData("a between 1", 1, 12, "the end of the text", "AND")]
    [InlineData("a is 5", 1, 6, "'5'", "NULL, TRUE, FALSE")]
    [InlineData("a like 'x' escape 'ab'", 1, 19, "''ab''", "one character")]
    [InlineData("a is null = b", 1, 11, "'='", "an operator")]
    [InlineData("case a end", 1, 8, "'end'", "WHEN")]
    [InlineData("case when a then 1", 1, 19, "the end of the text", "WHEN, ELSE or END")]
    [InlineData("cast(a as wibble)", 1, 11, "'wibble'", "a type")]
    [InlineData("cast(a as decimal(39))", 1, 19, "'39'", "precision")]
    [InlineData("cast(a as struct<x:int,x:int>)", 1, 24, "'x'", "not used before")]
    [InlineData("f(a", 1, 4, "the end of the text", "',' or ')'")]
    [InlineData("f(a,)", 1, 5, "')'", "an expression")]
    [InlineData("1abc", 1, 1, "'1abc'", "suffixes")]
    [InlineData("128y", 1, 1, "'128y'", "range")]
    [InlineData("1e999", 1, 1, "'1e999'", "range")]
    [InlineData("123456789012345678901234567890123456789", 1, 1, "'123456789012345678901234567890123456789'", "range")]
    [InlineData("date '2023-02-29'", 1, 6, "''2023-02-29''", "a date")]
    [InlineData("timestamp '2023-02-28 25:00'", 1, 11, "''2023-02-28 25:00''", "a timestamp")]
    [InlineData("x'zz'", 1, 1, "'x'zz''", "hexadecimal")]
    [InlineData("interval '1' day", 1, 1, "'interval'", "intervals")]
    [InlineData("a ~ b", 1, 3, "'~'", "an operator")]
    [InlineData("a.", 1, 3, "the end of the text", "a name")]
    [InlineData("``", 1, 1, "'``'", "a name")]
    [InlineData("😀", 1, 1, "'😀'", "an expression")]
    [InlineData("a like any ('x')", 1, 8, "'any'", "one pattern")]
    public void A_text_that_is_no_expression_is_refused_with_its_place(string text, int line, int column, string found, string expected)
    {
        var error = Assert.Throws<ExpressionSyntaxException>(() => Parse(text));

        Assert.Equal((line, column), (error.LineNumber, error.ColumnNumber));
        Assert.Equal(found, error.Found);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
        Assert.Equal("expression.syntax", error.Code);
        Assert.Contains($"Line {line}, column {column}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'abc")]
    [InlineData("a = \"abc\\\"")]
    [InlineData("`abc")]
    [InlineData("a /* b")]
    public void What_is_opened_has_to_be_closed(string text)
        => Assert.Throws<ExpressionSyntaxException>(() => Parse(text));

    [Theory]
    [InlineData("(")]
    [InlineData("- ")]
    [InlineData("- (")]
    [InlineData("NOT ")]
    [InlineData("f(")]
    [InlineData("a[")]
    [InlineData("a + (")]
    [InlineData("case when ")]
    [InlineData("cast(")]
    [InlineData("a in (")]
    [InlineData("a + ")]
    [InlineData("a and (b or ")]
    [InlineData("a = b < ")]
    public void Nesting_without_end_is_refused(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 70_000).Append('a').ToString();

        var error = Assert.Throws<ExpressionSyntaxException>(() => Parse(text));

        Assert.Contains("levels", error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Chains_of_the_same_operator_are_not_deep()
    {
        Assert.Equal(20_000, Parse(string.Join(" OR ", Enumerable.Range(0, 20_000).Select(number => $"a = {number}"))).Children.Count);
        Assert.Equal(50_000, Parse(string.Join(" || ", Enumerable.Repeat("a", 50_000))).Children.Count);
        Assert.Equal(100_001, Parse($"a IN ({string.Join(",", Enumerable.Range(0, 100_000))})").Children.Count);
    }

    [Fact]
    public void Length_and_size_are_bounded()
    {
        Assert.Throws<ExpressionSyntaxException>(() => Parse(new string(' ', 2_000_000)));
        Assert.Throws<ExpressionSyntaxException>(() => Parse($"a IN ({string.Join(",", Enumerable.Repeat("1", 300_000))})"));
        var tree = Expression.Column("a");
        Assert.ThrowsAny<ArgumentException>(() => Enumerable.Range(0, 300).Aggregate((Expression)tree, (inner, _) => Not(inner)));
        Assert.ThrowsAny<ArgumentException>(() => Enumerable.Range(0, 30).Aggregate((Expression)tree, (inner, _) => Equal(inner, inner)));
    }

    [Fact]
    public void The_deepest_tree_prints_and_parses()
    {
        Expression[] towers =
        [
            Tower(inner => Not(Is(IsTest.Null, inner)), 127),
            Tower(inner => Compare(ComparisonOperator.Equal, Column("a"), inner), 255),
            Tower(inner => Arithmetic(ArithmeticOperator.Subtract, Column("a"), inner), 255),
            Tower(Negate, 255),
            Tower(Not, 255),
            Tower(inner => Call("f", inner), 255),
            Tower(inner => Between(Column("a"), Column("b"), inner), 255),
            Tower(inner => Case(null, [new CaseBranch(Column("a"), inner)]), 255),
        ];

        Assert.All(towers, tower => Assert.Equal(tower, Parse(tower.ToString())));
    }

    [Fact]
    public void Random_bytes_of_expressions_are_read_or_refused()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder(new RandomTrees(round).Next(3).ToString());
            for (var change = random.Next(4); change >= 0 && text.Length > 0; change--)
            {
                var at = random.Next(text.Length);
                _ = random.Next(3) switch
                {
                    0 => text.Remove(at, 1),
                    1 => text.Insert(at, (char)random.Next(32, 127)),
                    _ => text.Insert(at, text.ToString(random.Next(text.Length), 1)),
                };
            }

            try
            {
                var tree = Parse(text.ToString());
                Assert.Equal(tree, Parse(tree.ToString()));
            }
            catch (ExpressionSyntaxException error)
            {
                Assert.InRange(error.ColumnNumber, 1, text.Length + 1);
            }
        }
    }

    private static Expression Tower(Func<Expression, Expression> add, int height)
        => Enumerable.Range(0, height).Aggregate((Expression)Column("a"), (inner, _) => add(inner));
}
