using Patterns.Columnar;

namespace Patterns.Tables.Tests.SqlPrinting;

/// <summary>One set of rows and questions for every engine. Every answer has an order.</summary>
internal static class SqlQuestions
{
    public const int RowCount = 2_000;

    public static readonly Country[] Countries = [new("north", "DE"), new("south", "AT"), new("east", "DE"), new("Größe", null)];

    /// <summary>Conditions and expressions, each answered for the rows with the smallest numbers.</summary>
    private static readonly string[] Expressions =
    [
        "amount + 1.5", "amount * quantity", "amount - quantity", "quantity / 7", "amount / 7", "amount / quantity", "quantity % 7", "-quantity", "quantity DIV 7", "amount * weight", "weight / 3",
        "amount > 100 AND NOT is_gift", "status = 'paid' OR status IS NULL", "status <=> 'paid'", "status IN ('paid', 'open')", "status NOT IN ('paid', NULL)", "amount BETWEEN 10 AND 500.5",
        "is_gift IS TRUE", "(quantity > 50) IS FALSE", "region < 'north'", "region >= 'Größe'", "region LIKE '%or%'", "region LIKE 'N%'", "region LIKE '_a\\\\%'", "region NOT LIKE '%t_'",
        "CASE WHEN amount > 500 THEN 'large' WHEN amount > 100 THEN region ELSE 'small' END", "CASE region WHEN 'north' THEN 1 WHEN 'south' THEN 2 END", "coalesce(status, region)", "nullif(region, 'north')",
        "if(is_gift, 1, 0)", "nvl2(status, 'some', 'none')", "ifnull(quantity, 0)", "length(region)", "concat(region, '-', order_id)", "replace(region, 'o', '0')", "substring(region, 2, 3)", "left(region, 2)",
        "trim(concat(' ', region, '  '))", "startswith(region, 'no')", "contains(region, 'st')", "instr(region, 't')", "abs(amount - 500)", "round(amount / 3, 1)", "round(weight, 1)",
        "year(order_date)", "quarter(order_date)", "month(paid_at)", "day(paid_at)", "hour(paid_at)", "minute(paid_at)", "second(paid_at)", "dayofweek(order_date)", "weekday(paid_at)", "dayofyear(paid_at)",
        "date_trunc('month', paid_at)", "date_trunc('hour', paid_at)", "date_trunc('week', paid_at)", "trunc(order_date, 'quarter')", "trunc(order_date, 'year')", "trunc(order_date, 'week')", "date_add(order_date, 40)",
        "date_sub(order_date, 5)", "order_date + 3", "datediff(order_date, date '2026-03-01')", "datediff(paid_at, order_date)", "last_day(order_date)", "order_date >= '2026-06-15'", "paid_at < timestamp '2026-07-01 12:00:00'",
        "paid_at >= date '2026-07-01'", "order_date < paid_at", "CAST(amount AS double)", "CAST(weight AS bigint)", "CAST(amount AS int)", "CAST(quantity AS decimal(10,2))", "CAST(paid_at AS date)", "CAST(order_date AS timestamp)",
        "CAST(order_id AS string)", "CAST(order_date AS string)", "order_id * 3000000000", "amount = 12.5", "weight > 50.5D", "nullif(amount, 0)",
    ];

    /// <summary>What engines with more functions answer as well.</summary>
    private static readonly string[] MoreExpressions =
    [
        "upper(status)", "lower(region)", "concat_ws('-', region, status)", "reverse(status)", "split_part(region, 'o', 1)", "endswith(region, 'th')", "right(region, 2)", "floor(weight)", "ceil(amount)", "power(weight, 2)", "sqrt(weight)",
        "ln(amount)", "sign(amount)", "greatest(amount, 100)", "least(quantity, 50)", "region RLIKE '^n'", "region ILIKE 'NO%'", "regexp_replace(region, '[aeiou]', '*')", "regexp_extract(region, '([a-z]+)t', 1)", "add_months(order_date, 1)",
        "weekofyear(order_date)", "unix_micros(paid_at)", "lpad(region, 7, '*')", "repeat(region, 2)", "make_date(2026, month(order_date), 1)", "CAST('12' AS int) + quantity", "CAST(is_gift AS int)", "exp(weight / 100)", "log10(weight + 1)",
    ];

    public static IEnumerable<(string Name, TableQuery Query)> Of(Table orders, bool hasMore)
    {
        var query = orders.Query();
        foreach (var expression in hasMore ? Expressions.Concat(MoreExpressions) : Expressions)
        {
            yield return (expression, query.OrderBy("order_id").Select("order_id", $"{expression} AS value").Take(400));
        }

        yield return ("groups", query.Where("amount > 10").GroupBy("region", "year(order_date) AS year")
            .Aggregate("count(*) AS orders", "sum(amount) AS revenue", "avg(amount) AS mean", "avg(quantity) AS quantity", "count(DISTINCT status) AS states", "min(region) AS first", "max(order_date) AS last", "sum(quantity) AS pieces", "sum(weight) AS weight")
            .Where("orders > 5").OrderByDescending("orders").ThenBy("region").ThenBy("year"));
        yield return ("extremes", query.GroupBy("is_gift").Aggregate("min(status) AS a", "max(status) AS b", "min(amount) AS c", "max(weight) AS d", "min(paid_at) AS e", "max(is_gift) AS f", "count(quantity) AS g", "bool_or(amount > 9990) AS h").OrderBy("is_gift"));
        yield return ("all rows", query.Aggregate("count(*) AS n", "sum(amount) AS total", "count(DISTINCT region) AS regions"));
        yield return ("no rows", query.Where("amount > 1000000").Aggregate("count(*) AS n", "sum(amount) AS total", "avg(amount) AS mean"));
        yield return ("nulls first", query.Select("status", "order_id").OrderBy("status").ThenByDescending("order_id").Take(50));
        yield return ("nulls last", query.Select("quantity", "order_id").OrderByDescending("quantity").ThenBy("order_id").Skip(1_500));
        yield return ("computed order", query.OrderByDescending("amount * 2 - quantity").ThenBy("order_id").Select("order_id", "length(status) IS NULL AS amount").Take(30));
        yield return ("some of some", query.OrderBy("order_id").Take(100).Skip(30).Take(80).Skip(10).Select("order_id"));
        yield return ("filter after limit", query.OrderBy("order_id").Take(100).Where("is_gift").OrderByDescending("order_id"));
        yield return ("groups of groups", query.GroupBy("region", "status").Aggregate("count(*) AS n").GroupBy("n % 2 AS odd").Aggregate("count(*) AS groups", "max(n) AS largest").OrderBy("odd"));
        yield return ("computed groups", query.GroupBy("region").Aggregate("sum(amount) AS total", "count(*) AS n").Select("region", "total / n AS mean", "n > 390 AS many").OrderBy("region"));
        yield return ("distinct", query.GroupBy("region", "is_gift").Aggregate(Array.Empty<string>()).OrderBy("region").ThenBy("is_gift"));
        yield return ("strange names", query.Select("order_id AS `select`", "region AS `a \"b\" 'c'`", "status AS `;--`").Where("`;--` = 'paid'").OrderBy("`select`").Take(20));
        yield return ("strange values", query.Where("region <> 'x''; DROP TABLE orders; --' AND region <> '\\\\' AND coalesce(status, '\\'') <> '\\\\'''").OrderBy("order_id").Take(5));
    }

    /// <summary>Questions that are written as SELECT here, over two tables.</summary>
    public static async Task<IReadOnlyList<(string Name, TableQuery Query)>> SelectsAsync(TableStore store)
    {
        string[] texts =
        [
            "SELECT region, count(*) AS n, sum(amount) AS total FROM orders WHERE status = 'paid' GROUP BY region HAVING count(*) > 3 ORDER BY total DESC",
            "SELECT c.country, count(*) AS n, sum(o.amount) AS total, avg(o.weight) AS weight FROM orders AS o JOIN countries AS c ON o.region = c.name GROUP BY c.country ORDER BY n DESC, c.country",
            "SELECT o.order_id, c.country FROM orders o LEFT JOIN countries c ON o.region = c.name WHERE o.amount > 9000 ORDER BY o.order_id LIMIT 50",
            "WITH big AS (SELECT region, amount FROM orders WHERE amount > 5000) SELECT region, max(amount) AS largest FROM big GROUP BY region ORDER BY region",
            "SELECT DISTINCT region, is_gift FROM orders ORDER BY region, is_gift LIMIT 5 OFFSET 2",
            "SELECT CASE WHEN amount > 5000 THEN 'large' ELSE 'small' END AS size, count(*) AS n FROM orders GROUP BY 1 ORDER BY 1",
        ];
        var selects = new List<(string, TableQuery)>();
        foreach (var text in texts)
        {
            selects.Add((text, await store.Sql(text).BindAsync()));
        }

        return selects;
    }

    public static IEnumerable<MetricQuestion> Metrics(BusinessCalendar calendar)
    {
        foreach (var metric in new[] { "revenue", "orders", "regions", "largest", "average_order", "paid_share", "gift_share", "stock" })
        {
            yield return new MetricQuestion(metric);
            yield return new MetricQuestion(metric) { Period = calendar.Quarter(2026, 3), By = ["region"] };
            yield return new MetricQuestion(metric) { Period = calendar.Year(2026), Grain = TimeGrain.Month, By = ["status"], Where = "weight < 70" };
            yield return new MetricQuestion(metric) { Period = calendar.Month(2026, 3), Grain = TimeGrain.Day };
            yield return new MetricQuestion(metric) { Period = calendar.Month(2026, 10), Grain = TimeGrain.Week, By = ["region", "is_gift"] };
        }
    }

    public static async Task<Table> CreateAsync(TableStore store)
    {
        var table = await store.CreateAsync<Order>("orders", static table => table
            .Metric("revenue", "sum(amount)", filter: "status = 'paid'", time: "paid_at", unit: "EUR")
            .Metric("orders", "count(*)", filter: "status = 'paid'", time: "paid_at")
            .Metric("gifts", "count(*)", filter: "status = 'paid' AND is_gift", time: "paid_at")
            .Metric("regions", "count(DISTINCT region)", time: "paid_at")
            .Metric("largest", "max(amount)", time: "order_date")
            .Metric("average_order", "revenue / nullif(orders, 0)")
            .Metric("gift_share", "gifts / nullif(orders, 0)")
            .Metric(new MetricDefinition("paid_share", "count(CASE WHEN status = 'paid' THEN TRUE END) / count(*)") { TimeColumn = "order_date", Scale = 3 })
            .Metric(new MetricDefinition("stock", "sum(quantity)") { TimeColumn = "order_date", Additivity = MetricAdditivity.SemiAdditive }));
        var countries = await store.CreateAsync<Country>("countries", static table => table.Key(static country => country.Name));
        await countries.AppendAsync(Countries);
        foreach (var part in Order.Many(11, RowCount).Chunk(700))
        {
            await table.AppendAsync(part);
        }

        return table.Untyped;
    }

    public sealed record Country(string Name, [property: Column("country")] string? Code);
}
