using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

public sealed class PruningTests
{
    private static readonly Schema Schema = new(
        new Field("a", DataType.Int32),
        new Field("b", DataType.Int64),
        new Field("x", DataType.Float64),
        new Field("price", DataType.Decimal(10, 2)),
        new Field("name", DataType.String),
        new Field("day", DataType.Date),
        new Field("at", DataType.Timestamp),
        new Field("flag", DataType.Boolean),
        new Field("empty", DataType.Int32),
        new Field("unknown", DataType.Int32),
        new Field("payload", DataType.Struct(new Field("size", DataType.Int32))));

    /// <summary>100 rows; a is 10 to 20 without nulls, b 5 to 30 with nulls, empty always null.</summary>
    private static readonly Dictionary<string, ColumnStatistics> Known = new()
    {
        ["a"] = Statistics(10, 20),
        ["b"] = Statistics(5L, 30L, nulls: 7),
        ["x"] = Statistics(-1.5, 2.5),
        ["price"] = Statistics(1.50m, 9.99m),
        ["name"] = Statistics("beta", "delta"),
        ["day"] = Statistics(new DateOnly(2024, 1, 10), new DateOnly(2024, 2, 20)),
        ["at"] = Statistics(new DateTimeOffset(2024, 1, 10, 12, 0, 0, TimeSpan.Zero), new DateTimeOffset(2024, 2, 20, 0, 0, 0, TimeSpan.Zero)),
        ["flag"] = Statistics(false, false),
        ["empty"] = new ColumnStatistics { RowCount = 100, NullCount = 100 },
        ["payload.size"] = Statistics(1, 2),
    };

    [Theory]
    [InlineData("a = 15", true)]
    [InlineData("a = 10 AND a = 20", true)]
    [InlineData("a = 9", false)]
    [InlineData("a = 21", false)]
    [InlineData("a <> 15", true)]
    [InlineData("a < 10", false)]
    [InlineData("a <= 10", true)]
    [InlineData("a > 20", false)]
    [InlineData("a >= 20", true)]
    [InlineData("20 < a", false)]
    [InlineData("NOT (a <= 20)", false)]
    [InlineData("NOT (a >= 10 OR b > 3)", false)]
    [InlineData("a > 20.5", false)]
    [InlineData("a > 19.5", true)]
    [InlineData("a + 5 > 25", false)]
    [InlineData("a - 5 > 14", true)]
    [InlineData("a BETWEEN 21 AND 30", false)]
    [InlineData("a BETWEEN 0 AND 10", true)]
    [InlineData("a NOT BETWEEN 10 AND 20", false)]
    [InlineData("a IN (1, 2, 30)", false)]
    [InlineData("a IN (1, 12)", true)]
    [InlineData("a IN (1, NULL)", false)]
    [InlineData("a NOT IN (1, NULL)", false)]
    [InlineData("a = 9 OR b = 6", true)]
    [InlineData("a = 9 OR b = 4", false)]
    [InlineData("a IS NULL", false)]
    [InlineData("b IS NULL", true)]
    [InlineData("a IS NOT NULL", true)]
    [InlineData("empty IS NOT NULL", false)]
    [InlineData("empty = 1", false)]
    [InlineData("empty <=> NULL", true)]
    [InlineData("a <=> NULL", false)]
    [InlineData("a <=> 30", false)]
    [InlineData("(b > 40) IS NULL", true)]
    [InlineData("a = NULL", false)]
    [InlineData("a > b", true)]
    [InlineData("x > price", true)]
    [InlineData("cast(a as double) > 20.5D", false)]
    [InlineData("x > 2.5", false)]
    [InlineData("x = double('NaN')", false)]
    [InlineData("price > 9.99", false)]
    [InlineData("price < 1.501", true)]
    [InlineData("name = 'alpha'", false)]
    [InlineData("name = 'gamma'", false)]
    [InlineData("name = 'cell'", true)]
    [InlineData("name LIKE 'a%'", false)]
    [InlineData("name LIKE 'b%'", true)]
    [InlineData("name LIKE 'bet%'", true)]
    [InlineData("name LIKE 'delta\\\\_%'", false)]
    [InlineData("name LIKE 'e%'", false)]
    [InlineData("name LIKE '%a%'", true)]
    [InlineData("name NOT LIKE 'b%'", true)]
    [InlineData("name IN ('alpha', 'omega')", false)]
    [InlineData("name > 'delta'", false)]
    [InlineData("lower(name) = 'zz'", true)]
    [InlineData("day < '2024-01-10'", false)]
    [InlineData("day >= '2024-02-20'", true)]
    [InlineData("day = at", true)]
    [InlineData("cast(at as date) = '2024-01-09'", false)]
    [InlineData("cast(at as date) = '2024-01-10'", true)]
    [InlineData("cast(day as timestamp) > timestamp '2024-02-20 00:00:01Z'", false)]
    [InlineData("flag", false)]
    [InlineData("NOT flag", true)]
    [InlineData("flag IS TRUE", false)]
    [InlineData("unknown = 5", true)]
    [InlineData("unknown = 5 AND a = 1", false)]
    [InlineData("payload.size > 2", false)]
    [InlineData("payload.size >= 2", true)]
    [InlineData("a > 5 AND 1 = 2", false)]
    [InlineData("CASE WHEN a > 5 THEN flag ELSE FALSE END", true)]
    public void Rows_are_ruled_out_by_their_statistics(string text, bool mayBeTrue)
        => Assert.Equal(mayBeTrue, Expression.Parse(text).Bind(Schema).MayBeTrue(Known.GetValueOrDefault));

    [Fact]
    public void A_bound_of_another_type_counts_as_unknown()
    {
        var bound = Expression.Parse("a > 20").Bind(Schema);

        Assert.True(bound.MayBeTrue(_ => Statistics(1L, 2L)));
        Assert.False(bound.MayBeTrue(_ => Statistics(1, 2)));
        Assert.False(bound.MayBeTrue(_ => new ColumnStatistics { RowCount = 0 }));
        Assert.Throws<InvalidOperationException>(() => Expression.Parse("a + 1").Bind(Schema).MayBeTrue(_ => null));
    }

    [Fact]
    public void Rows_that_match_are_never_ruled_out()
    {
        var ruledOut = 0;
        for (var seed = 0; seed < 1_500; seed++)
        {
            var random = new RandomExpressions(seed);
            var expression = random.Boolean(1 + (seed % 4));
            using var batch = TestBatch.Of(RandomExpressions.Schema, random.Rows(1 + (seed % 3)));
            var bound = expression.Bind(batch.Schema);
            try
            {
                using var kept = bound.Filter(batch);
                var mayBeTrue = bound.MayBeTrue(name => Describe(batch.Column(name)));
                Assert.True(mayBeTrue || kept.RowCount == 0, $"Seed {seed}: {expression} is ruled out, but {kept.RowCount} rows match");
                ruledOut += mayBeTrue ? 0 : 1;
            }
            catch (ExpressionEvaluationException)
            {
                // A row without a result says nothing about pruning.
            }
        }

        Assert.InRange(ruledOut, 300, 1_500);
    }

    private static ColumnStatistics Statistics(object min, object max, long nulls = 0)
        => new() { RowCount = 100, NullCount = nulls, Min = min, Max = max };

    private static ColumnStatistics Describe(Column column)
    {
        var values = Enumerable.Range(0, column.Length).Select(column.GetValue).OfType<object>()
            .Order(Comparer<object>.Create(static (left, right) => Interpreter.Order(Interpreter.Normalize(left)!, Interpreter.Normalize(right)!)))
            .ToList();
        return new ColumnStatistics
        {
            RowCount = column.Length,
            NullCount = column.NullCount,
            Min = values.FirstOrDefault(),
            Max = values.LastOrDefault(),
            IsExact = true,
        };
    }
}
