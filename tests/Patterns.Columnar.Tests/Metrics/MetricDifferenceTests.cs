namespace Patterns.Columnar.Tests.Metrics;

public sealed class MetricDifferenceTests
{
    private static MetricDefinition Active => new("active customers", "count(DISTINCT customer_id)", "days_since_order < 30 AND status = 'open'") { TimeColumn = "day" };

    [Fact]
    public void Each_part_is_explained_in_words()
    {
        var other = new MetricDefinition("active customers", "count(*)", "days_since_order < 90 AND region <> 'XX'")
        {
            TimeColumn = "ordered_at",
            Unit = "customers",
            Scale = 0,
        };
        Assert.Equal<IEnumerable<string>>(
            [
                $"{MetricPart.Grain}: The first counts every different customer_id once, the second every row.",
                $"{MetricPart.Window}: The first is dated by day, the second is dated by ordered_at.",
                $"{MetricPart.Filter}: The first asks for days_since_order < 30, the second for days_since_order < 90.",
                $"{MetricPart.Filter}: Only the first asks for status = 'open'.",
                $"{MetricPart.Filter}: Only the second asks for region <> 'XX'.",
                $"{MetricPart.Unit}: The first names no unit, the second is measured in customers.",
                $"{MetricPart.Scale}: The first is not rounded, the second is rounded to 0 digits behind the point.",
                $"{MetricPart.Additivity}: The first is non-additive, the second is additive.",
            ],
            Active.DifferencesTo(other).Select(static difference => $"{difference.Part}: {difference.Explanation}"));
    }

    [Theory]
    [InlineData("sum(a)", "avg(a)", MetricPart.Expression, "The first takes the sum of a, the second the average.")]
    [InlineData("sum(a)", "sum(b)", MetricPart.Expression, "Both take the sum, the first of a, the second of b.")]
    [InlineData("sum(a)", "sum(a) / sum(b)", MetricPart.Expression, "The first computes sum(a), the second sum(a) / sum(b).")]
    [InlineData("percentile_approx(a, 0.5)", "percentile_approx(a, 0.9)", MetricPart.Expression, "The first computes percentile_approx(a, 0.5), the second percentile_approx(a, 0.9).")]
    [InlineData("count(a)", "count(DISTINCT a)", MetricPart.Grain, "The first counts every row that has a a, the second every different a once.")]
    public void Expressions_are_compared_by_what_they_have_in_common(string first, string second, MetricPart part, string explanation)
    {
        var difference = new MetricDefinition("m", first).DifferencesTo(new MetricDefinition("m", second))[0];
        Assert.Equal($"{part}: {explanation}", $"{difference.Part}: {difference.Explanation}");
    }

    [Theory]
    [InlineData("datediff(today, last_order) <= 30", "datediff(today, last_order) <= 90")]
    [InlineData("day >= date '2026-01-01'", "day >= date '2026-02-01'")]
    [InlineData("day > last_day", null)]
    public void Conditions_on_time_are_a_window(string first, string? second)
    {
        var differences = new MetricDefinition("m", "count(*)", first) { TimeColumn = "day" }.DifferencesTo(new MetricDefinition("m", "count(*)", second) { TimeColumn = "day" });
        Assert.Equal(MetricPart.Window, Assert.Single(differences).Part);
    }

    [Fact]
    public void Rounding_differs_only_where_both_round()
    {
        var rounded = new MetricDefinition("m", "sum(a)") { Scale = 2 };
        Assert.Equal(MetricPart.Rounding, Assert.Single(rounded.DifferencesTo(rounded with { Rounding = MetricRounding.HalfEven })).Part);
        var plain = rounded with { Scale = null };
        Assert.Empty(plain.DifferencesTo(plain with { Rounding = MetricRounding.HalfEven }));
    }

    [Fact]
    public void There_is_a_difference_exactly_when_the_hashes_differ()
    {
        string?[] filters = [null, "a = 1", "a = 1 AND b = 2", "b = 2 AND 1 = a", "a = 1 OR b = 2", "b <> 0 AND 1 / b > 2", "1 / b > 2 AND b <> 0", "1 / b > 2", "a IN (1, 2)", "NOT (a IN (2, 1))"];
        MetricDefinition[] definitions =
        [
            .. filters.Select(static filter => new MetricDefinition("m", "sum(x)", filter)),
            .. filters.Select(static filter => new MetricDefinition("m", "sum(y)", filter) { Scale = 1 }),
            .. filters.Select(static filter => new MetricDefinition("m", "sum(y)", filter) { Unit = "kg", TimeColumn = "a" }),
        ];
        foreach (var first in definitions)
        {
            foreach (var second in definitions)
            {
                Assert.True(first.Hash == second.Hash == (first.DifferencesTo(second).Count == 0), $"{first}\n{second}");
            }
        }
    }
}
