using System.Security.Cryptography;
using System.Text;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Metrics;

public sealed class MetricDefinitionTests
{
    private static readonly Schema Orders = new(
        new Field("Amount", DataType.Decimal(10, 2)),
        new Field("status", DataType.String),
        new Field("customer", DataType.Int64),
        new Field("paid_at", DataType.Timestamp),
        new Field("address", DataType.Struct(new Field("City", DataType.String, true))));

    private static MetricDefinition Revenue => new("revenue", "sum(amount)", "status = 'paid'") { TimeColumn = "paid_at", Unit = "EUR", Scale = 2 };

    [Fact]
    public void Hash_is_the_sha256_of_the_normal_form()
    {
        Assert.Equal(
            """{"version":1,"expression":"sum(amount)","filter":"status = 'paid'","time":"paid_at","unit":"EUR","scale":2,"rounding":"half-up","additivity":"additive"}""",
            Revenue.NormalForm);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Revenue.NormalForm))), Revenue.Hash);
    }

    [Theory]
    [InlineData("sum(amount)", "status = 'paid' AND 10 < amount", "sum( amount )", "amount > 10.0 AND status IN ('paid')")]
    [InlineData("count(1)", null, "count(*)", "TRUE")]
    [InlineData("approx_percentile(amount, 0.50)", null, "percentile_approx(amount, 0.5)", null)]
    [InlineData("every(10 < amount)", null, "bool_and(amount > 10)", null)]
    [InlineData("mean(amount)", "paid", "avg(amount)", "paid IS TRUE")]
    [InlineData("min(DISTINCT amount)", "paid AND amount > 1", "min(amount)", "(paid AND 1 < amount) IS TRUE")]
    [InlineData("sum(a) / nullif(count(*), 0)", null, "sum(a) / CASE WHEN 0 = count(1) THEN NULL ELSE count(*) END", null)]
    [InlineData("sum(a) + sum(b)", "NOT (x = 1 OR x = 2)", "sum(b) + sum(a)", "x NOT IN (2, 1)")]
    public void Other_ways_to_write_the_same_have_one_hash(string first, string? firstFilter, string second, string? secondFilter)
        => Assert.Equal(new MetricDefinition("a", first, firstFilter).Hash, new MetricDefinition("b", second, secondFilter) { Owner = "me", Description = "it" }.Hash);

    [Fact]
    public void Other_meanings_have_other_hashes()
    {
        MetricDefinition[] definitions =
        [
            Revenue,
            new("revenue", "sum(amount)"),
            new("revenue", "sum(amount)", "status = 'paid'"),
            new("revenue", "sum(amount)", "status = 'Paid'"),
            new("revenue", "sum(amount)", "status <> 'paid'"),
            new("revenue", "avg(amount)", "status = 'paid'"),
            new("revenue", "sum(net)", "status = 'paid'"),
            new("revenue", "sum(amount) / count(*)", "status = 'paid'"),
            new("revenue", "count(amount)"),
            new("revenue", "count(DISTINCT amount)"),
            new("revenue", "count(*)"),
            new("revenue", "approx_count_distinct(amount)"),
            new("revenue", "percentile_approx(amount, 0.5)"),
            new("revenue", "percentile_approx(amount, 0.9)"),
            Revenue with { Unit = "USD" },
            Revenue with { Unit = null },
            Revenue with { Scale = 3 },
            Revenue with { Scale = null },
            Revenue with { Rounding = MetricRounding.HalfEven },
            Revenue with { Additivity = MetricAdditivity.SemiAdditive },
            Revenue with { TimeColumn = "ordered_at" },
        ];
        Assert.Equal(definitions.Length, definitions.Select(static definition => definition.Hash).Distinct().Count());
    }

    [Fact]
    public void Name_description_and_owner_are_no_part_of_the_meaning()
    {
        var other = new MetricDefinition("turnover", "sum(amount)", "status = 'paid'")
        {
            TimeColumn = "paid_at",
            Unit = "EUR",
            Scale = 2,
            Description = "What customers paid",
            Owner = "finance",
        };
        Assert.Equal(Revenue.Hash, other.Hash);
        Assert.NotEqual(Revenue, other);
        Assert.Empty(Revenue.DifferencesTo(other));
    }

    [Fact]
    public void Json_round_trips()
    {
        MetricDefinition[] definitions =
        [
            Revenue,
            new("a \"quoted\" näme", "count(DISTINCT `a b`)", "note = 'it''s\n' OR x IS NULL") { Description = "two\nlines", Owner = "ich" },
            new MetricDefinition("balance", "sum(balance)") { TimeColumn = "day", Additivity = MetricAdditivity.SemiAdditive, Scale = 0, Rounding = MetricRounding.HalfEven },
        ];
        foreach (var definition in definitions)
        {
            var read = MetricDefinition.FromJson(definition.ToJson());
            Assert.Equal(definition, read);
            Assert.Equal(definition.Hash, read.Hash);
            Assert.DoesNotContain('\n', definition.ToJson());
        }

        Assert.Equal(
            """{"name":"revenue","expression":"sum(amount)","filter":"status = 'paid'","time":"paid_at","unit":"EUR","scale":2,"rounding":"half-up","additivity":"additive"}""",
            Revenue.ToJson());
    }

    [Theory]
    [InlineData("sum(amount", null, MetricPart.Expression, "Line 1")]
    [InlineData("amount", null, MetricPart.Expression, "outside of an aggregate")]
    [InlineData("sum(amount) / amount", null, MetricPart.Expression, "outside of an aggregate")]
    [InlineData("1 + 1", null, MetricPart.Expression, "no aggregate")]
    [InlineData("sum(avg(amount))", null, MetricPart.Expression, "cannot be aggregated")]
    [InlineData("sum(DISTINCT amount)", null, MetricPart.Expression, "is no aggregate")]
    [InlineData("sum(*)", null, MetricPart.Expression, "is no aggregate")]
    [InlineData("first(amount)", null, MetricPart.Expression, "order of rows")]
    [InlineData("sum(amount)", "sum(amount) > 1", MetricPart.Filter, "one row at a time")]
    [InlineData("sum(amount)", "status = ", MetricPart.Filter, "Line 1")]
    public void An_impossible_definition_is_refused_with_the_part(string expression, string? filter, MetricPart part, string problem)
    {
        var error = Assert.Throws<MetricDefinitionException>(() => new MetricDefinition("revenue", expression, filter));
        Assert.Equal(("metric.definition", "revenue", part), (error.Code, error.MetricName, error.Part));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_out_of_range_are_refused()
    {
        Assert.Equal(MetricPart.Name, Refused(static () => new MetricDefinition(" ", "count(*)")));
        Assert.Equal(MetricPart.Unit, Refused(static () => Revenue with { Unit = "EUR\n" }));
        Assert.Equal(MetricPart.Scale, Refused(static () => Revenue with { Scale = 39 }));
        Assert.Equal(MetricPart.Rounding, Refused(static () => Revenue with { Rounding = (MetricRounding)9 }));
        Assert.Equal(MetricPart.Window, Refused(static () => Revenue with { TimeColumn = "" }));
        Assert.Equal(MetricPart.Additivity, Refused(static () => new MetricDefinition("a", "avg(x)") { Additivity = MetricAdditivity.Additive }));
        Assert.Equal(MetricPart.Additivity, Refused(static () => new MetricDefinition("a", "count(DISTINCT x)") { Additivity = MetricAdditivity.SemiAdditive }));
        Assert.Equal(MetricAdditivity.NonAdditive, new MetricDefinition("a", "sum(x) / sum(y)").Additivity);
        Assert.Equal(MetricAdditivity.Additive, new MetricDefinition("a", "count(x)").Additivity);
    }

    [Theory]
    [InlineData("[]", "expected an object")]
    [InlineData("{", "no JSON")]
    [InlineData("""{"name":"a","name":"b","expression":"count(*)"}""", "no JSON")]
    [InlineData("""{"name":"a"}""", "'expression' is missing")]
    [InlineData("""{"name":"a","expression":1}""", "expected a string")]
    [InlineData("""{"name":"a","expression":"count(*)","window":"30 days"}""", "'window' is not known")]
    [InlineData("""{"name":"a","expression":"count(*)","scale":1.5}""", "expected a whole number")]
    [InlineData("""{"name":"a","expression":"count(*)","rounding":"up"}""", "half-up, half-even")]
    [InlineData("""{"name":"a","expression":"count(*)","additivity":"no"}""", "semi-additive")]
    [InlineData("""{"name":"a","expression":"count(*)","unit":[[[[]]]]}""", "no JSON")]
    public void Json_that_is_no_definition_is_refused(string json, string problem)
        => Assert.Contains(problem, Assert.Throws<MetricDefinitionException>(() => MetricDefinition.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Resolving_names_columns_as_the_schema_does()
    {
        var first = new MetricDefinition("r", "SUM(AMOUNT)", "Address.city = 'Bonn'") { TimeColumn = "PAID_AT", Unit = "EUR" }.ResolveFor(Orders);
        var second = new MetricDefinition("r", "sum(amount)", "'Bonn' = address.CITY") { TimeColumn = "paid_at", Unit = "EUR" }.ResolveFor(Orders);
        Assert.Equal(("sum(Amount)", "address.City = 'Bonn'", "paid_at"), (first.Expression.ToString(), first.Filter!.ToString(), first.TimeColumn));
        Assert.Equal(first.Hash, second.Hash);
    }

    [Theory]
    [InlineData("sum(nothing)", null, null, MetricPart.Expression)]
    [InlineData("sum(status)", null, null, MetricPart.Expression)]
    [InlineData("count(*)", "customer", null, MetricPart.Expression)]
    [InlineData("count(*)", "nothing = 1", null, MetricPart.Filter)]
    [InlineData("count(*)", null, "nothing", MetricPart.Window)]
    [InlineData("count(*)", null, "status", MetricPart.Window)]
    public void What_does_not_fit_the_schema_is_refused(string expression, string? filter, string? time, MetricPart part)
        => Assert.Equal(part, Refused(() => new MetricDefinition("a", expression, filter) { TimeColumn = time }.ResolveFor(Orders)));

    [Fact]
    public void A_semi_additive_metric_needs_a_time_column()
        => Assert.Equal(MetricPart.Window, Refused(static () => new MetricDefinition("a", "sum(amount)") { Additivity = MetricAdditivity.SemiAdditive }.ResolveFor(Orders)));

    private static MetricPart Refused(Func<MetricDefinition> define) => Assert.Throws<MetricDefinitionException>(() => define()).Part;
}
