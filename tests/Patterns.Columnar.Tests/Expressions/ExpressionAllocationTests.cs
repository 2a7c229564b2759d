using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Expressions;

public sealed class ExpressionAllocationTests
{
    private const int Rows = 20_000;

    private static readonly Schema Schema = new(
        new Field("n", DataType.Int32),
        new Field("f", DataType.Float64),
        new Field("amount", DataType.Decimal(15, 2)),
        new Field("t", DataType.String),
        new Field("day", DataType.Date),
        new Field("at", DataType.Timestamp),
        new Field("tags", DataType.List(DataType.String)),
        new Field("counts", DataType.Map(DataType.String, DataType.Int64)),
        new Field("payload", DataType.Struct(new Field("user", DataType.Struct(new Field("name", DataType.String))))));

    private static readonly string[] Texts =
    [
        "n * 2 + 1 > 7 AND f / 2 < 100 OR n IN (1, 2, 3)",
        "amount * (1 - amount) + round(amount, 1)",
        "round(f, 2) + floor(f) + abs(n)",
        "CASE WHEN n > 5 THEN upper(t) WHEN t LIKE '%a_%ö%' THEN concat(t, '-', n) ELSE substring(t, 2, n) END",
        "coalesce(nullif(lower(t), 'x'), trim(t), replace(t, 'a', 'b'))",
        "length(t) + instr(t, 'ö') + size(tags) + xxhash64(t, n, tags)",
        "t RLIKE '^a+ö?' AND startswith(t, 'a') AND contains(t, 'a')",
        "date_format(at, 'yyyy-MM-dd HH:mm:ss.SSS')",
        "date_trunc('month', at) > day AND year(day) = 2024 AND datediff(day, '2024-01-01') > 3",
        "CAST(CAST(f AS string) AS double) > CAST(n AS decimal(20,3))",
        "get(tags, 1) = 'x' OR array_contains(tags, 'y') OR counts['k'] = 5 OR payload.user.name = t",
    ];

    [OptimizedFact]
    public void Evaluation_allocates_per_batch_and_not_per_row()
    {
        using var batch = Batch();
        var measured = Texts.Select(text => (Text: text, Bytes: Measure(Expression.Parse(text).Bind(Schema), batch))).Where(static part => part.Bytes > Rows);

        Assert.Empty(measured.Select(static part => $"{part.Bytes} bytes: {part.Text}"));
    }

    /// <summary>Other tests empty the pools now and then; what is allocated per row is allocated every time.</summary>
    private static long Measure(BoundExpression bound, ColumnBatch batch) => Enumerable.Range(0, 12).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        bound.Evaluate(batch).Dispose();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private static ColumnBatch Batch()
    {
        var random = new Random(1);
        string[] words = ["a", "aö", "x", "", "A long text about nothing", "äöü"];
        string Word() => words[random.Next(words.Length)] + random.Next(1_000);
        return TestBatch.Of(Schema, Enumerable.Range(0, Rows).Select(row => row % 11 == 0
            ? new object?[Schema.Count]
            : (object?[])
            [
                random.Next(20),
                random.NextDouble() * 100,
                random.Next(100_000) / 100m,
                Word(),
                new DateOnly(2024, 1, 1).AddDays(random.Next(700)),
                new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(random.Next()),
                Enumerable.Range(0, random.Next(4)).Select(_ => (object?)Word()).ToArray(),
                Enumerable.Range(0, random.Next(3)).Select(entry => new KeyValuePair<object, object?>(entry == 0 ? "k" : "l", (long)entry)).ToArray(),
                (object?[])[(object?[])[Word()]],
            ]));
    }
}
