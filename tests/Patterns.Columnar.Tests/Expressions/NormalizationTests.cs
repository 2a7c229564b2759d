namespace Patterns.Columnar.Tests.Expressions;

/// <summary>The normal form: the same for other ways to write the same, and never another result.</summary>
public sealed class NormalizationTests
{
    [Theory]
    [InlineData("5 < a", "a > 5")]
    [InlineData("b = a", "a = b")]
    [InlineData("a BETWEEN 1 AND 2", "a >= 1 AND a <= 2")]
    [InlineData("a NOT BETWEEN 1 AND 2", "a < 1 OR a > 2")]
    [InlineData("NOT (a > 5)", "a <= 5")]
    [InlineData("NOT (a = 5 AND NOT b)", "b OR a != 5")]
    [InlineData("NOT NOT b", "b")]
    [InlineData("a > 10.50", "a > 10.5")]
    [InlineData("a > 10.00", "a > 10L")]
    [InlineData("(c AND b) AND a", "a AND b AND c AND b AND TRUE")]
    [InlineData("b OR FALSE", "b")]
    [InlineData("b OR TRUE OR 1 / a > 2", "TRUE")]
    [InlineData("a IN (3, 1, 2, 1)", "a IN (1, 2, 3)")]
    [InlineData("a IN (1)", "a = 1")]
    [InlineData("a IN (1, 1.0)", "1 = a")]
    [InlineData("a NOT IN (1, 1.0)", "a <> 1")]
    [InlineData("a = 'x' OR 'y' = a", "a IN ('y', 'x')")]
    [InlineData("a <> 'x' AND a <> 'y'", "a NOT IN ('x', 'y')")]
    [InlineData("a NOT IN ('x', 'y') AND a != 'z'", "NOT (a = 'x' OR a IN ('z', 'y'))")]
    [InlineData("b = TRUE", "b")]
    [InlineData("b <> TRUE", "NOT b")]
    [InlineData("FALSE = b", "NOT b")]
    [InlineData("b IS FALSE", "(NOT b) IS TRUE")]
    [InlineData("isnotnull(a)", "a IS NOT NULL")]
    [InlineData("a + b * 2", "2 * b + a")]
    [InlineData("nvl(a, 0)", "COALESCE(a, 0)")]
    [InlineData("if(a > 1, 2, NULL)", "CASE WHEN a > 1 THEN 2 END")]
    [InlineData("CASE a WHEN 1 THEN 2 ELSE NULL END", "CASE WHEN 1 = a THEN 2 END")]
    [InlineData("nullif(a, 0)", "CASE a WHEN 0 THEN NULL ELSE a END")]
    [InlineData("extract(year FROM d)", "year(d)")]
    [InlineData("date_trunc('MM', d)", "date_trunc('month', d)")]
    [InlineData("mod(a, 2)", "a % 2")]
    [InlineData("instr(a, 'x')", "position('x', a)")]
    [InlineData("a LIKE 'x%' AND lower(c) = 'y'", "'y' = lcase(c) AND a LIKE 'x%'")]
    [InlineData("date '2026-01-31' <= d", "d >= date '2026-01-31'")]
    public void Other_ways_to_write_the_same_have_one_normal_form(string first, string second)
        => Assert.Equal(Expression.Parse(first).Normalize(), Expression.Parse(second).Normalize());

    [Theory]
    [InlineData("a > 5", "a >= 5")]
    [InlineData("a - b", "b - a")]
    [InlineData("a + b + c", "a + (b + c)")]
    [InlineData("a * 2", "a * 2.0")]
    [InlineData("a * 1.50", "a * 1.5")]
    [InlineData("b <> 0 AND a / b > 1", "a / b > 1 AND b <> 0")]
    [InlineData("size(a) > 3 AND a[3] = 'x'", "a[3] = 'x' AND size(a) > 3")]
    [InlineData("1 / a > 2 OR TRUE", "TRUE")]
    [InlineData("a > 10", "a > 10D")]
    [InlineData("a = '10.50'", "a = '10.5'")]
    [InlineData("a = b", "a <=> b")]
    [InlineData("b", "b IS TRUE")]
    [InlineData("a IN (1, NULL)", "a IN (1)")]
    [InlineData("a NOT IN (1, NULL)", "a NOT IN (1)")]
    [InlineData("A > 5", "a > 5")]
    [InlineData("coalesce(a, b)", "coalesce(b, a)")]
    [InlineData("concat(a, b)", "concat(b, a)")]
    [InlineData("-(-a)", "a")]
    [InlineData("if(TRUE, '10.55', a) = 10.50", "if(TRUE, '10.55', a) = 10.5")]
    public void What_may_differ_for_a_row_has_different_normal_forms(string first, string second)
        => Assert.NotEqual(Expression.Parse(first).Normalize(), Expression.Parse(second).Normalize());

    [Theory]
    [InlineData(1, 300)]
    [InlineData(2, 300)]
    [InlineData(3, 200)]
    [InlineData(5, 60)]
    public void Rewritten_expressions_have_the_same_normal_form_and_the_same_results(int depth, int rounds)
    {
        var different = 0;
        for (var seed = 0; seed < rounds; seed++)
        {
            var random = new RandomExpressions((depth * 700_000) + seed);
            var expression = (seed % 4) switch { 0 => random.Number(depth), 1 => random.Text(depth), _ => random.Boolean(depth) };
            var rewritten = new RandomRewrites(seed).Rewrite(expression);
            var normal = expression.Normalize();
            Assert.True(normal.Equals(rewritten.Normalize()), $"Seed {seed}:\n{expression}\n{rewritten}\n{normal}\n{rewritten.Normalize()}");
            Assert.True(normal.Equals(normal.Normalize()), $"Seed {seed} twice: {expression}\n{normal}\n{normal.Normalize()}");
            Assert.Equal(normal, Expression.Parse(normal.ToString()));
            different += expression.Equals(rewritten) ? 0 : 1;
            foreach (var row in random.Rows(12))
            {
                var expected = ResultOf(expression, row);
                Assert.True(expected == ResultOf(normal, row), $"Seed {seed}:\n{expression}\n{normal}\nexpected {expected}, found {ResultOf(normal, row)}");
                Assert.True(expected == ResultOf(rewritten, row), $"Seed {seed}:\n{expression}\n{rewritten}\nexpected {expected}, found {ResultOf(rewritten, row)}");
            }
        }

        Assert.True(different > rounds / 6, $"only {different} of {rounds} expressions were rewritten");
    }

    [Fact]
    public void A_tree_at_the_limits_is_normalized_in_bounded_time()
    {
        var deep = Expression.Parse("a > 1");
        for (var level = 0; level < 120; level++)
        {
            deep = Expression.Not(level % 2 == 0 ? Expression.And(deep, Expression.Parse($"b = {level}")) : Expression.Or(deep, Expression.Parse($"c = {level}")));
        }

        Assert.Equal(deep.Normalize(), Expression.Not(Expression.Not(deep)).Normalize());
        var wide = Expression.Or([.. Enumerable.Range(0, 40_000).Select(static index => Expression.Equal(Expression.Column("a"), Expression.Literal(index)))]);
        Assert.Equal(40_000, Assert.IsType<InExpression>(wide.Normalize()).Items.Count);
    }

    /// <summary>Type and value, or that the row has none.</summary>
    private static string ResultOf(Expression expression, object?[] row)
    {
        using var batch = TestBatch.Of(RandomExpressions.Schema, row);
        try
        {
            var bound = expression.Bind(batch.Schema);
            using var column = bound.Evaluate(batch);
            return TestBatch.Show(column.GetValue(0));
        }
        catch (ExpressionEvaluationException)
        {
            return "no result";
        }
        catch (ExpressionTypeException exception)
        {
            return exception.Message.Length > 0 ? "does not bind" : "";
        }
    }
}
