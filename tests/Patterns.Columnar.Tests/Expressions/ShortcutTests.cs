using Patterns.Core;

namespace Patterns.Columnar.Tests.Expressions;

/// <summary>What is computed for a whole column at once gives what is computed row by row.</summary>
public sealed class ShortcutTests
{
    [Theory]
    [InlineData("upper(t)")]
    [InlineData("lower(t)")]
    [InlineData("length(t)")]
    [InlineData("octet_length(t)")]
    [InlineData("substring(t, 2, 3)")]
    [InlineData("substring(t, 0, 2)")]
    [InlineData("substring(t, -2)")]
    [InlineData("substring(t, -9, 8)")]
    [InlineData("substring(t, 3, 0)")]
    [InlineData("substring(t, 4, -1)")]
    [InlineData("substring(t, 99)")]
    [InlineData("substring(t, 2147483647, 2147483647)")]
    [InlineData("substring(t, -2147483647, 2147483647)")]
    [InlineData("concat(upper(substring(t, 2)), length(lower(t)))")]
    public void Ascii_texts_give_the_same_alone_as_among_others(string text)
    {
        var random = new Random(1);
        object?[][] ascii = [.. Enumerable.Range(0, 300).Select(_ => (object?[])[random.Next(5) == 0 ? null : new string([.. Enumerable.Range(0, random.Next(9)).Select(_ => (char)random.Next(32, 127))])])];
        var schema = new Schema(new Field("t", DataType.String));
        using var alone = TestBatch.Of(schema, ascii);
        using var among = TestBatch.Of(schema, ascii.Append(["ä😀"]));
        using var slice = among.Slice(17, 200);

        var expected = TestBatch.Evaluate(text, among)[..^1];
        Assert.Equal(expected, TestBatch.Evaluate(text, alone));
        Assert.Equal(expected[17..217], TestBatch.Evaluate(text, slice));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(5_000, 30)]
    [InlineData(5_000, 2_400)]
    [InlineData(5_000, 3_000_000)]
    public void Parts_of_days_are_those_of_the_calendar_however_close_they_lie(int rows, int spread)
    {
        var random = new Random(spread);
        var first = new DateOnly(1, 1, 1).AddDays(random.Next(400_000));
        DateOnly?[] days = [.. Enumerable.Range(0, rows).Select(_ => random.Next(9) == 0 ? null : (DateOnly?)first.AddDays(random.Next(spread)))];
        using var batch = TestBatch.Of(new Schema(new Field("day", DataType.Date)), days.Select(static day => (object?[])[day]));

        Assert.Equal(days.Select(static day => (object?)day?.Year), TestBatch.Evaluate("year(day)", batch));
        Assert.Equal(days.Select(static day => (object?)day?.Month), TestBatch.Evaluate("month(day)", batch));
        Assert.Equal(days.Select(static day => (object?)day?.DayOfYear), TestBatch.Evaluate("dayofyear(day)", batch));
        Assert.Equal(days.Select(static day => (object?)day?.AddDays(1 - day.Value.Day)), TestBatch.Evaluate("trunc(day, 'month')", batch));
        Assert.Equal(TestBatch.Evaluate("date_trunc('week', CAST(day AS timestamp))", batch), TestBatch.Evaluate("date_trunc('week', day)", batch));
    }

    [Theory]
    [InlineData("a * b")]
    [InlineData("a * 999999999999.999999")]
    [InlineData("-7.5 * b")]
    [InlineData("a * b * 1.0")]
    public void Products_of_decimals_have_all_their_digits(string text)
    {
        var random = new Random(2);
        var schema = new Schema(new Field("a", DataType.Decimal(18, 6)), new Field("b", DataType.Decimal(15, 2)));
        object?[][] rows =
        [
            .. Enumerable.Range(0, 300).Select(_ => (object?[])
            [
                random.Next(9) == 0 ? null : random.Next(3) == 0 ? 999_999_999_999.999999m : random.Next(-5_000_000, 5_000_000) / 1_000_000m,
                random.Next(9) == 0 ? null : random.Next(3) == 0 ? -9_999_999_999_999.99m : random.Next(-500, 500) / 100m,
            ]),
        ];
        using var batch = TestBatch.Of(schema, rows);
        var expression = Expression.Parse(text);
        var interpreter = new Interpreter(schema);

        Assert.Equal(rows.Select(row => interpreter.Evaluate(expression, row)), TestBatch.Evaluate(expression, batch).Select(Interpreter.Normalize));
    }
}
