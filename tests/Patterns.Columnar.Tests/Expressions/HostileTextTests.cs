using System.Diagnostics;
using System.Text;
using Patterns.Columnar.Expressions.Functions;
using Patterns.Core;
using Xunit.Sdk;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>Whatever a text says, it is evaluated or refused with an error of expressions, within bounded time and memory.</summary>
public sealed class HostileTextTests
{
    private static readonly TimeSpan MostTimePerText = TimeSpan.FromSeconds(20);

    private static readonly string[] Tokens =
    [
        "AND", "OR", "NOT", "NULL", "TRUE", "FALSE", "IS", "IN", "LIKE", "ILIKE", "RLIKE", "BETWEEN", "ESCAPE", "DISTINCT", "FROM", "CASE", "WHEN", "THEN", "ELSE", "END",
        "CAST", "TRY_CAST", "AS", "int", "decimal(38,10)", "array<int>", "struct<a:int>", "string", "date", "timestamp", "DIV", "(", "(", ")", ")", "[", "]", ",", ".", "+", "-",
        "*", "/", "%", "=", "<=>", "<>", "<", ">=", "||", "::", "!", "1", "0", "-1", "2147483647", "9223372036854775807L", "99999999999999999999999999999999999999", "1.5", "1e308",
        "0D", "127Y", "'a'", "''", "'%'", "'(a'", "'\\\\'", "\"x\"", "X'FF'", "date '2024-02-29'", "interval '1' day", "i8", "i32", "i64", "d20", "f64", "flag", "text", "day", "at",
        "`text`", "nothing", "text.x", "--", "/*", "*/", "'", "`", "\u0000", "😀", "ß", ";", "$", "@", "\\",
    ];

    [Fact]
    public void Token_soup_is_evaluated_or_refused()
    {
        string[] names = [.. FunctionTable.Names];
        using var batch = TestBatch.Of(RandomExpressions.Schema, new RandomExpressions(1).Rows(3));
        var evaluated = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var text = string.Join(
                random.Next(3) == 0 ? "" : " ",
                Enumerable.Range(0, 1 + random.Next(seed % 10 == 0 ? 60 : 7)).Select(_ => random.Next(8) == 0 ? names[random.Next(names.Length)] + "(" : Tokens[random.Next(Tokens.Length)]));
            evaluated += IsEvaluated(text, batch) ? 1 : 0;
        }

        Assert.True(evaluated > 200, $"only {evaluated} texts were expressions");
    }

    [Fact]
    public void Changed_expressions_are_evaluated_or_refused()
    {
        var evaluated = 0;
        for (var seed = 0; seed < 6_000; seed++)
        {
            var random = new Random(seed);
            var expressions = new RandomExpressions(seed);
            using var batch = TestBatch.Of(RandomExpressions.Schema, expressions.Rows(4));
            var words = ((seed % 3) switch { 0 => expressions.Number(4), 1 => expressions.Text(4), _ => expressions.Boolean(4) }).ToString().Split(' ').ToList();
            for (var change = random.Next(1, 4); change > 0 && words.Count > 0; change--)
            {
                var at = random.Next(words.Count);
                switch (random.Next(4))
                {
                    case 0:
                        words.RemoveAt(at);
                        break;
                    case 1:
                        words.Insert(at, Tokens[random.Next(Tokens.Length)]);
                        break;
                    case 2:
                        words[at] = words[random.Next(words.Count)];
                        break;
                    default:
                        words[at] = Tokens[random.Next(Tokens.Length)];
                        break;
                }
            }

            evaluated += IsEvaluated(string.Join(' ', words), batch) ? 1 : 0;
        }

        Assert.True(evaluated > 200, $"only {evaluated} texts were expressions");
    }

    [Theory]
    [InlineData("t RLIKE '(a+)+$'")]
    [InlineData("t RLIKE '(a|aa)+b'")]
    [InlineData("t RLIKE '(.*a){40}b'")]
    [InlineData("t LIKE '%a%a%a%a%a%a%a%a%a%a%b'")]
    [InlineData("t LIKE '%a_a_a_a_a_a_a_b%'")]
    [InlineData("regexp_replace(t, '(a+)+$', 'x') = ''")]
    public void Patterns_that_are_slow_elsewhere_are_not_here(string text)
    {
        using var batch = TestBatch.Of(new Schema(new Field("t", DataType.String)), [new string('a', 20_000) + "c"], ["b"]);
        var watch = Stopwatch.StartNew();

        Assert.All(TestBatch.Evaluate(text, batch), static answer => Assert.Equal(false, answer));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, MostTimePerText);
    }

    [Theory]
    [InlineData(@"t RLIKE r'^(a+)+\1b$'")]
    [InlineData(@"regexp_replace(t, r'^(a+)+\1b$', 'x')")]
    [InlineData(@"regexp_extract(t, r'^(a+)+\1b$')")]
    public void A_pattern_with_a_back_reference_is_given_a_second(string text)
    {
        using var batch = TestBatch.Of(new Schema(new Field("t", DataType.String)), ["aab"], [new string('a', 5_000)]);
        var error = Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate(text, batch));

        Assert.Equal(1, error.RowIndex);
        Assert.Contains("longer than 1 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_of_patterns_is_bounded()
    {
        var longPattern = new string('a', 40_000);
        var schema = new Schema(new Field("t", DataType.String));
        using var batch = TestBatch.Of(schema, ["x"], [longPattern]);
        foreach (var text in new[] { $"t LIKE '{longPattern}'", $"t RLIKE '{longPattern}'", $"regexp_like(t, '{longPattern}')", $"t ILIKE '{longPattern}'" })
        {
            var error = Assert.Throws<ExpressionTypeException>(() => Expression.Parse(text).Bind(schema));
            Assert.Contains("at most 32768 characters", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(1, Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate("'x' LIKE t", batch)).RowIndex);
    }

    [Theory]
    [InlineData("replace(repeat('a', 100000), 'a', repeat('b', 100000))")]
    [InlineData("concat(repeat('a', 9000000), repeat('b', 9000000))")]
    [InlineData("concat_ws(repeat('a', 9000000), 'x', 'y', 'z')")]
    [InlineData("lpad('a', 2000000000)")]
    [InlineData("repeat('ab', 2000000000)")]
    [InlineData("regexp_replace(repeat('a', 100000), 'a', repeat('b', 100000))")]
    [InlineData("regexp_replace(repeat('a', 100000), 'a+', repeat('$0', 100000))")]
    public void Texts_do_not_grow_without_bound(string text)
    {
        using var batch = new ColumnBatch(Schema.Empty, 1, []);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ExpressionEvaluationException>(() => TestBatch.Evaluate(text, batch));

        Assert.Contains("would grow beyond 16777216 bytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
    }

    /// <summary>A damaged file can hold decimals of more digits than their type has.</summary>
    [Fact]
    public void Decimals_of_too_many_digits_are_computed_or_refused()
    {
        string[] texts =
        [
            "abs(d)", "-d", "d + d", "d - 1", "d * d", "d / d", "d / -1", "1 / d", "d % d", "d % -1", "d DIV -1", "d DIV d", "round(d, -2)", "bround(d, -1)", "floor(d)", "ceil(d)",
            "CAST(d AS string)", "CAST(d AS decimal(38,10))", "CAST(d AS decimal(10,0))", "CAST(d AS double)", "CAST(d AS bigint)", "TRY_CAST(d AS decimal(38,10))", "d > 1.5",
            "d = 1", "d IN (1, 2)", "d BETWEEN -1 AND 1", "xxhash64(d)", "greatest(d, 0)", "coalesce(d, 0.5)", "sign(d)", "sqrt(d)", "CAST(d AS boolean)", "concat(d, 'x')",
            "n * n", "n + d", "n / d", "abs(n)", "-n", "round(n, 0)", "CAST(n AS string)", "CAST(n AS decimal(38,20))", "n * d", "n % 7.5",
        ];
        var schema = new Schema(new Field("d", DataType.Decimal(38, 0)), new Field("n", DataType.Decimal(18, 2)));
        foreach (var (wide, narrow) in new[] { (Int128.MinValue, long.MinValue), (Int128.MaxValue, long.MaxValue), (Int128.MinValue + 1, -1L) })
        {
            using var builder = new ColumnBatchBuilder(schema);
            ((FixedColumnBuilder<Int128>)builder.Columns[0]).Append(wide);
            ((FixedColumnBuilder<long>)builder.Columns[1]).Append(narrow);
            using var batch = builder.Build();
            foreach (var text in texts)
            {
                IsEvaluated(text, batch);
            }
        }
    }

    /// <summary>Reads, binds and evaluates; any exception that is not one of expressions is a failure.</summary>
    private static bool IsEvaluated(string text, ColumnBatch batch)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            var expression = Expression.Parse(text);
            Assert.Equal(expression, Expression.Parse(expression.ToString()));
            using var column = expression.Bind(batch.Schema).Evaluate(batch);
            Assert.Equal(batch.RowCount, column.Length);
            return true;
        }
        catch (ExpressionSyntaxException error)
        {
            Assert.InRange(error.ColumnNumber, 1, text.Length + 1);
            Assert.NotEmpty(error.Expected);
            return false;
        }
        catch (Exception error) when (error is ExpressionTypeException or ExpressionEvaluationException)
        {
            return false;
        }
        catch (Exception error)
        {
            throw new XunitException($"{Encoding.UTF8.GetByteCount(text)} bytes: {text}\n{error}");
        }
        finally
        {
            Assert.InRange(watch.Elapsed, TimeSpan.Zero, MostTimePerText);
        }
    }
}
