using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Tests.SqlPrinting;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData(
        SqlDialect.Spark,
        "SELECT t.`region` AS `region`, t.`n` AS `n` FROM (SELECT (t.region) AS `region`, count(*) AS `n` FROM `sales`.`orders` AS t WHERE (t.amount > 10 AND t.status = 'paid') GROUP BY 1) AS t ORDER BY (t.n) DESC NULLS LAST LIMIT 5 OFFSET 2")]
    [InlineData(
        SqlDialect.Trino,
        "SELECT t.\"region\" AS \"region\", t.\"n\" AS \"n\" FROM (SELECT t.\"region\" AS \"region\", count(*) AS \"n\" FROM \"sales\".\"orders\" AS t WHERE ((t.\"amount\" > 10) AND (t.\"status\" = 'paid')) GROUP BY 1) AS t ORDER BY t.\"n\" DESC NULLS LAST OFFSET 2 LIMIT 5")]
    [InlineData(
        SqlDialect.PostgreSql,
        "SELECT t.\"region\" AS \"region\", t.\"n\" AS \"n\" FROM (SELECT t.\"region\" AS \"region\", count(*) AS \"n\" FROM \"sales\".\"orders\" AS t WHERE ((t.\"amount\" > 10) AND (t.\"status\" = 'paid')) GROUP BY 1) AS t ORDER BY t.\"n\" DESC NULLS LAST LIMIT 5 OFFSET 2")]
    [InlineData(
        SqlDialect.Sqlite,
        "SELECT t.\"region\" AS \"region\", t.\"n\" AS \"n\" FROM (SELECT t.\"region\" AS \"region\", count(*) AS \"n\" FROM \"sales_orders\" AS t WHERE ((t.\"amount\" > (10)) AND (t.\"status\" = 'paid')) GROUP BY 1) AS t ORDER BY t.\"n\" DESC NULLS LAST LIMIT 5 OFFSET 2")]
    public async Task A_query_is_one_statement_with_a_clause_per_step(SqlDialect dialect, string expected)
    {
        var table = await OrdersAsync();

        var text = SqlText.For(table.Query().Where("amount > 10 AND status = 'paid'").GroupBy("region").Aggregate("count(*) AS n").OrderByDescending("n").Skip(2).Take(5), dialect);

        Assert.Equal(expected, text.Text);
        Assert.Equal("region string NOT NULL, n bigint NOT NULL", text.Schema.ToString());
    }

    [Fact]
    public async Task Names_and_values_stay_what_they_are()
    {
        var table = await OrdersAsync();
        var query = table.Query().Select("region AS `a\"b; DROP TABLE x`").Where("`a\"b; DROP TABLE x` = 'it''s \\\\ --'");

        Assert.Contains("\"a\"\"b; DROP TABLE x\" = E'it''s \\\\ --'", SqlText.For(query, SqlDialect.PostgreSql).Text, StringComparison.Ordinal);
        Assert.Contains("\"a\"\"b; DROP TABLE x\" = 'it''s \\ --'", SqlText.For(query, SqlDialect.DuckDb).Text, StringComparison.Ordinal);
        Assert.Contains("`a\"b; DROP TABLE x` = 'it\\'s \\\\ --'", SqlText.For(query, SqlDialect.Spark).Text, StringComparison.Ordinal);
        Assert.Throws<SqlTextException>(() => SqlText.For(table.Query().Where(Expression.Equal(Expression.Column("region"), Expression.Literal("a\0b"))), SqlDialect.PostgreSql));
    }

    [Fact]
    public async Task A_table_is_called_what_it_is_called_there()
    {
        var table = await OrdersAsync();
        var options = new SqlTextOptions { TableName = static path => ["lake", .. path.Split('/')] };

        Assert.Contains("FROM \"lake\".\"sales\".\"orders\" AS t", SqlText.For(table.Query(), SqlDialect.Trino, options).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("upper(region)", SqlDialect.Sqlite)]
    [InlineData("region RLIKE 'a'", SqlDialect.Sqlite)]
    [InlineData("region LIKE status", SqlDialect.Sqlite)]
    [InlineData("weight % 2", SqlDialect.PostgreSql)]
    [InlineData("TRY_CAST(region AS int)", SqlDialect.PostgreSql)]
    [InlineData("xxhash64(region)", SqlDialect.DuckDb)]
    [InlineData("substring(region, -2)", SqlDialect.Trino)]
    [InlineData("substring(region, length(region))", SqlDialect.PostgreSql)]
    [InlineData("date_format(order_date, 'yyyy')", SqlDialect.DuckDb)]
    [InlineData("CAST(weight AS string)", SqlDialect.PostgreSql)]
    public async Task What_means_something_else_there_is_refused_by_name(string expression, SqlDialect dialect)
    {
        var table = await OrdersAsync();

        var refused = Assert.Throws<SqlTextException>(() => SqlText.For(table.Query().Select($"concat('x', {expression}) AS x").Select("x"), dialect));

        Assert.Equal(("sql.dialect", dialect, Expression.Parse(expression).ToString()), (refused.Code, refused.Dialect, refused.Part));
        _ = SqlText.For(table.Query().Select($"{expression} AS x"), SqlDialect.Spark);
    }

    [Theory]
    [InlineData("first(region)")]
    [InlineData("last(region)")]
    public async Task Aggregates_that_depend_on_the_order_of_rows_are_refused(string aggregate)
    {
        var table = await OrdersAsync();

        foreach (var dialect in Enum.GetValues<SqlDialect>())
        {
            Assert.Throws<SqlTextException>(() => SqlText.For(table.Query().Aggregate($"{aggregate} AS x"), dialect));
        }
    }

    [Fact]
    public async Task Everything_that_is_asked_of_engines_here_is_written_for_Spark_and_Trino_as_well()
    {
        var store = TableFixture.Store(new MemoryObjectStore());
        var table = await SqlQuestions.CreateAsync(store);

        foreach (var (_, query) in SqlQuestions.Of(table, hasMore: true))
        {
            Assert.StartsWith("SELECT ", SqlText.For(query, SqlDialect.Spark).Text, StringComparison.Ordinal);
        }

        foreach (var (_, query) in SqlQuestions.Of(table, hasMore: false))
        {
            Assert.StartsWith("SELECT ", SqlText.For(query, SqlDialect.Trino).Text, StringComparison.Ordinal);
        }

        foreach (var question in SqlQuestions.Metrics(store.Calendar))
        {
            if (question.Grain is not null || question.Period is not null)
            {
                Assert.StartsWith("SELECT ", (await SqlText.ForAsync(table, question, SqlDialect.Spark)).Text, StringComparison.Ordinal);
                Assert.StartsWith("SELECT ", (await SqlText.ForAsync(table, question, SqlDialect.Trino)).Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_metric_is_written_with_the_boundaries_of_its_periods()
    {
        var store = TableFixture.Store(new MemoryObjectStore(), options: new TableStoreOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") });
        var table = await SqlQuestions.CreateAsync(store);

        var revenue = await SqlText.ForAsync(table, new MetricQuestion("revenue") { Period = store.Calendar.Quarter(2026, 3) }, SqlDialect.PostgreSql);
        var stock = await SqlText.ForAsync(table, new MetricQuestion("stock") { Period = store.Calendar.Month(2026, 3) }, SqlDialect.DuckDb);

        Assert.Contains(
            "WHERE ((t.\"status\" = 'paid') AND (t.\"paid_at\" >= TIMESTAMPTZ '2026-06-30 22:00:00.000000+00') AND (t.\"paid_at\" < TIMESTAMPTZ '2026-09-30 22:00:00.000000+00'))",
            revenue.Text,
            StringComparison.Ordinal);
        Assert.Contains("t.\"order_date\" IN (SELECT t.\"last\" AS \"last\" FROM (SELECT max", stock.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MetricPeriodException>(() => SqlText.ForAsync(table, new MetricQuestion("revenue") { Grain = TimeGrain.Day }, SqlDialect.DuckDb));
    }

    private static async Task<Table> OrdersAsync() => (await TableFixture.Store(new MemoryObjectStore()).CreateAsync<Order>("sales/orders")).Untyped;
}
