using Patterns.Columnar.Expressions.Evaluation;
using Xunit.Sdk;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Random expressions over random batches: the engine and the interpreter agree row by row.</summary>
public sealed class TwinTests
{
    [Theory]
    [InlineData(1, 1500)]
    [InlineData(2, 1500)]
    [InlineData(3, 800)]
    [InlineData(5, 150)]
    public void Results_equal_those_of_the_interpreter(int depth, int rounds)
    {
        var compared = 0;
        for (var seed = 0; seed < rounds; seed++)
        {
            var random = new RandomExpressions((depth * 100_000) + seed);
            var expression = (seed % 3) switch { 0 => random.Number(depth), 1 => random.Text(depth), _ => random.Boolean(depth) };
            compared += Check(random, expression, seed) ? 1 : 0;
        }

        Assert.True(compared > rounds / 2, $"only {compared} of {rounds} expressions had a result for every row");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Filters_keep_exactly_the_rows_that_are_true(int depth)
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new RandomExpressions((depth * 900_000) + seed);
            var expression = random.Boolean(depth);
            var rows = random.Rows(130);
            if (Interpret(expression, rows) is not { } expected)
            {
                continue;
            }

            using var plain = TestBatch.Of(RandomExpressions.Schema, rows);
            using var batch = TestBatch.Coded(plain);
            using var kept = expression.Bind(batch.Schema).Filter(batch);
            var keptRows = Enumerable.Range(0, kept.RowCount).Select(row => string.Join('|', kept.Columns.Select(column => TestBatch.Show(column.GetValue(row)))));
            var wanted = Enumerable.Range(0, rows.Length).Where(row => expected[row] is true)
                .Select(row => string.Join('|', batch.Columns.Select(column => TestBatch.Show(column.GetValue(row)))));
            Assert.True(wanted.SequenceEqual(keptRows), $"Seed {seed}: {expression}");
        }
    }

    /// <summary>A row that is not selected neither gets an answer nor raises an error.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Only_selected_rows_are_looked_at(int depth)
    {
        var compared = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new RandomExpressions((depth * 700_000) + seed);
            var expression = random.Boolean(depth);
            var rows = random.Rows(1 + (seed % 150));
            var interpreter = new Interpreter(RandomExpressions.Schema);
            bool[] selected = [.. rows.Select(row => row[8] is true)];
            List<int>? expected = null;
            try
            {
                expected = [.. Enumerable.Range(0, rows.Length).Where(row => selected[row] && interpreter.Evaluate(expression, rows[row]) is true)];
            }
            catch (RowErrorException)
            {
            }

            using var plain = TestBatch.Of(RandomExpressions.Schema, rows);
            using var batch = seed % 2 == 0 ? plain.Slice(0, plain.RowCount) : TestBatch.Coded(plain);
            using var chosen = Expression.Column("flag").Bind(batch.Schema).Select(batch, Selection.All(rows.Length));
            try
            {
                using var found = expression.Bind(batch.Schema).Select(batch, chosen);
                compared += expected is null ? 0 : 1;
                var rowsFound = new int[found.Count];
                found.CopyRows(rowsFound);
                Assert.True(expected is null || expected.SequenceEqual(rowsFound), $"Seed {seed}: {expression}");
            }
            catch (ExpressionEvaluationException error)
            {
                Assert.True(expected is null && selected[error.RowIndex], $"Seed {seed}: {expression}\n{error.Message}");
            }
        }

        Assert.True(compared > 150, $"only {compared} expressions had a result for every selected row");
    }

    /// <summary>Every row's result, or null when a row has none.</summary>
    private static object?[]? Interpret(Expression expression, object?[][] rows)
    {
        var interpreter = new Interpreter(RandomExpressions.Schema);
        try
        {
            return [.. rows.Select(row => interpreter.Evaluate(expression, row))];
        }
        catch (RowErrorException)
        {
            return null;
        }
    }

    /// <summary>Compares the engine with the interpreter, unless a row has no result; then the engine may raise an error, too.</summary>
    private static bool Check(RandomExpressions random, Expression expression, int seed)
    {
        var rows = random.Rows(seed % 5 == 0 ? seed % 70 : 1 + (seed % 200));
        var expected = Interpret(expression, rows);
        using var plain = TestBatch.Of(RandomExpressions.Schema, rows);
        using var coded = TestBatch.Coded(plain);
        foreach (var batch in new[] { plain, coded })
        {
            try
            {
                var actual = TestBatch.Evaluate(expression, batch);
                for (var row = 0; expected is not null && row < rows.Length; row++)
                {
                    if (!AreSame(expected[row], Interpreter.Normalize(actual[row])))
                    {
                        throw new XunitException($"Seed {seed}, row {row}: {expression}\nexpected {expected[row]}, found {actual[row]}");
                    }
                }
            }
            catch (ExpressionEvaluationException error) when (expected is null)
            {
                Assert.InRange(error.RowIndex, 0, rows.Length - 1);
            }
            catch (ExpressionEvaluationException error)
            {
                throw new XunitException($"Seed {seed}: {expression}\n{error.Message}");
            }
        }

        return expected is not null;
    }

    private static bool AreSame(object? left, object? right) => (left, right) switch
    {
        (null, _) or (_, null) => left is null && right is null,
        (Exact a, Exact b) => a.CompareTo(b) == 0,
        (double a, double b) => a.Equals(b),
        (float a, float b) => a.Equals(b),
        _ => left.Equals(right),
    };
}
