using System.Globalization;
using Patterns.Core;
using Patterns.Testing;
using Xunit.Sdk;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>
/// Another engine's answers: the same where Spark's rules and DuckDB's are the same, and each difference by name with the rule of Spark that it
/// comes from.
/// </summary>
public sealed class DuckDbExpressionTests
{
    private const int UnixEpochDayNumber = 719_162;

    [DuckDbFact]
    public void Answers_equal_those_of_DuckDb()
    {
        using var duckDb = DuckDb.OpenInMemory();
        var compared = 0;
        const int Batches = 5, Questions = 300;
        for (var seed = 0; seed < Batches; seed++)
        {
            var random = new RandomSqlPairs(seed);
            var rows = random.Rows(70);
            CreateTable(duckDb, rows);
            using var plain = TestBatch.Of(RandomSqlPairs.Schema, rows);
            using var coded = TestBatch.Coded(plain);
            for (var question = 0; question < Questions; question++)
            {
                compared += Compare(duckDb, question % 2 == 0 ? plain : coded, random.Any(1 + (question % 4))) ? 1 : 0;
            }
        }

        Assert.True(compared > Batches * Questions / 2, $"only {compared} questions had an answer for every row in both engines");
    }

    /// <summary>What DuckDB answers otherwise. The reason is the rule of Spark.</summary>
    [DuckDbTheory]
    [InlineData("1 / 0", "1 / 0", "error", "Infinity", "ANSI mode: division by zero is an error")]
    [InlineData("1 % 0", "1 % 0", "error", "null", "ANSI mode: remainder by zero is an error")]
    [InlineData("5.0 / 3.0", "5.0 / 3.0", "1.666667", "1.6666666666666667", "decimals divided give a decimal of at least 6 places")]
    [InlineData("CAST(2.5 AS int)", "CAST(2.5 AS int)", "2", "3", "a cast to an integer cuts the fraction off")]
    [InlineData("TRY_CAST('12.5' AS int)", "TRY_CAST('12.5' AS int)", "null", "13", "a text with a fraction is no integer")]
    [InlineData("CAST(1e7 AS string)", "CAST(1e7 AS varchar)", "'1.0E7'", "'10000000.0'", "floats are written as Java writes them: from 10^7 on with an exponent")]
    [InlineData("round(1.005D, 2)", "round(1.005::double, 2)", "1.01", "1", "the shortest digits of a double are rounded")]
    [InlineData("concat('a', NULL)", "concat('a', NULL)", "null", "'a'", "concat is null when an argument is")]
    [InlineData("substring('abc', 0, 2)", "substring('abc', 0, 2)", "'ab'", "'a'", "position 0 means the first character")]
    [InlineData("left('abc', -1)", "left('abc', -1)", "''", "'ab'", "a length below zero gives an empty text")]
    [InlineData("dayofweek(date '2024-03-03')", "dayofweek(date '2024-03-03')", "1", "0", "Sunday is 1")]
    [InlineData("sqrt(-1)", "sqrt(-1)", "NaN", "error", "the square root of a negative number is NaN")]
    [InlineData("ln(0)", "ln(0)", "null", "error", "the logarithm of zero and less is null")]
    [InlineData("'a%' LIKE 'a\\\\%'", "'a%' LIKE 'a\\%'", "true", "false", "the backslash takes the next wildcard literally without ESCAPE")]
    public void Each_difference_to_DuckDb_is_a_rule_of_Spark(string ours, string theirs, string ourAnswer, string theirAnswer, string reason)
    {
        using var duckDb = DuckDb.OpenInMemory();
        using var batch = new ColumnBatch(Schema.Empty, 1, []);

        Assert.True((ourAnswer, theirAnswer) == (Ask(() => Show(Ours(ours, batch)[0])), Ask(() => Show(Theirs(duckDb, $"SELECT {theirs}")[0]))),
            $"{ours}: {Ask(() => Show(Ours(ours, batch)[0]))} and {Ask(() => Show(Theirs(duckDb, $"SELECT {theirs}")[0]))}; {reason}");
    }

    private static string Ask(Func<string> question)
    {
        try
        {
            return question();
        }
        catch (Exception error) when (error is ExpressionEvaluationException or DuckDbException)
        {
            return "error";
        }
    }

    private static bool Compare(DuckDb duckDb, ColumnBatch batch, SqlPair question)
    {
        object?[] theirs, ours;
        try
        {
            ours = Ours(question.Ours, batch);
            theirs = Theirs(duckDb, $"SELECT {question.Theirs} FROM rows ORDER BY id");
        }
        catch (ExpressionEvaluationException)
        {
            return false;
        }
        catch (DuckDbException error) when (error.Message.Contains("verflow", StringComparison.Ordinal) || error.Message.Contains("Out of Range", StringComparison.Ordinal) || error.Message.Contains("Conversion Error", StringComparison.Ordinal))
        {
            return false;
        }

        for (var row = 0; row < ours.Length; row++)
        {
            if (Show(ours[row]) != Show(theirs[row]))
            {
                throw new XunitException($"{question.Ours}\n{question.Theirs}\nrow {row}: {Show(ours[row])}, DuckDB {Show(theirs[row])}: {string.Join(", ", batch.Columns.Select(column => TestBatch.Show(column.GetValue(row))))}");
            }
        }

        return true;
    }

    private static object?[] Ours(string text, ColumnBatch batch) => TestBatch.Evaluate(text, batch);

    private static object?[] Theirs(DuckDb duckDb, string query) => [.. duckDb.Query(query).Rows.Select(static row => row[0])];

    /// <summary>A value as a text that is the same for both engines: times as numbers, numbers without regard to their type.</summary>
    private static string Show(object? value) => value switch
    {
        DateOnly date => (date.DayNumber - UnixEpochDayNumber).ToString(CultureInfo.InvariantCulture),
        DateTime time => ((time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture),
        float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number && number == 0 ? "0" : number.ToString("R", CultureInfo.InvariantCulture),
        int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        _ => TestBatch.Show(value),
    };

    private static void CreateTable(DuckDb duckDb, object?[][] rows)
    {
        duckDb.Execute("CREATE OR REPLACE TABLE rows(id int, i32 int, i64 bigint, d10 decimal(10,2), f64 double, flag boolean, t varchar, u varchar, day date, moment timestamp)");
        for (var row = 0; row < rows.Length; row++)
        {
            duckDb.Execute($"INSERT INTO rows VALUES ({row}, {string.Join(", ", rows[row].Select(Literal))})");
        }
    }

    private static string Literal(object? value) => value switch
    {
        null => "NULL",
        string text => $"'{text}'",
        bool flag => flag ? "true" : "false",
        DateOnly date => $"date '{date:yyyy-MM-dd}'",
        DateTime time => $"timestamp '{time:yyyy-MM-dd HH:mm:ss}'",
        double number => $"'{number.ToString("R", CultureInfo.InvariantCulture)}'::double",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException(value.GetType().ToString()),
    };
}
