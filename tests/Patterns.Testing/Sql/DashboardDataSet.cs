using System.Globalization;

namespace Patterns.Testing;

/// <summary>
/// Sales as a shop's dashboard asks for them: one table of 12 columns in the order of time, and 12 questions: totals, trends, rankings, distinct customers,
/// cross tables, shares. The rows are generated.
/// </summary>
public static class DashboardDataSet
{
    /// <summary>A table <c>sales</c> of so many rows over two years.</summary>
    public static SqlDataSet Of(int rows) => new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sales"] = string.Create(
                CultureInfo.InvariantCulture,
                $"""
                SELECT i::BIGINT AS sale_id, TIMESTAMP '2025-01-01 00:00:00' + INTERVAL 1 SECOND * (i * 63072000 // {rows}) AS sold_at,
                    DATE '2025-01-01' + (i * 730 // {rows})::INT AS day,
                    (['north', 'south', 'east', 'west', 'centre', 'islands', 'abroad', 'online'])[(1 + hash(i) % 8)::INT] AS region,
                    'country ' || (hash(i + 1) % 40) AS country, 'product ' || (hash(i + 2) % 1000) AS product, 'category ' || (hash(i + 2) % 20) AS category,
                    (hash(i + 3) % {Math.Max(100, rows / 50)})::BIGINT AS customer_id, (1 + hash(i + 4) % 10)::INT AS quantity,
                    ((hash(i + 5) % 1000000)::BIGINT / 100)::DECIMAL(12, 2) AS amount,
                    (['web', 'shop', 'phone', 'partner'])[(1 + hash(i + 6) % 4)::INT] AS channel, hash(i + 7) % 25 = 0 AS is_return
                FROM range({rows}) t(i)
                """),
        },
        [
            new("total", "SELECT count(*), sum(amount), sum(quantity) FROM sales WHERE day >= DATE '2026-03-01' AND day < DATE '2026-04-01'"),
            new("by-region", "SELECT region, sum(amount) AS revenue, count(*) AS sales FROM sales GROUP BY region ORDER BY revenue DESC"),
            new("by-day", "SELECT day, sum(amount) AS revenue FROM sales WHERE channel = 'web' AND day >= DATE '2026-01-01' AND day < DATE '2026-04-01' GROUP BY day ORDER BY day"),
            new("top-products", "SELECT product, sum(amount) AS revenue FROM sales GROUP BY product ORDER BY revenue DESC, product LIMIT 10"),
            new("top-customers", "SELECT customer_id, sum(amount) AS revenue, count(*) AS sales FROM sales GROUP BY customer_id ORDER BY revenue DESC, customer_id LIMIT 10"),
            new("distinct-customers", "SELECT region, count(DISTINCT customer_id) AS customers FROM sales WHERE day >= DATE '2026-07-01' GROUP BY region ORDER BY region"),
            new("category-by-channel", "SELECT category, channel, sum(amount) AS revenue, sum(quantity) AS pieces FROM sales GROUP BY category, channel ORDER BY category, channel"),
            new("trend", "SELECT year(day) AS y, month(day) AS m, sum(amount) AS revenue FROM sales WHERE country = 'country 7' AND category IN ('category 3', 'category 4') GROUP BY year(day), month(day) ORDER BY y, m"),
            new("basket", "SELECT channel, avg(amount) AS basket, max(amount) AS largest, count(*) AS sales FROM sales WHERE NOT is_return GROUP BY channel ORDER BY channel"),
            new("returns", "SELECT category, sum(CASE WHEN is_return THEN amount ELSE 0 END) AS returned, sum(amount) AS revenue FROM sales GROUP BY category ORDER BY category"),
            new("regulars", string.Create(CultureInfo.InvariantCulture, $"SELECT product, count(*) AS sales, min(amount) AS least FROM sales WHERE region = 'north' AND quantity >= 5 GROUP BY product HAVING count(*) > {rows / 16_000} ORDER BY sales DESC, product LIMIT 20")),
            new("by-hour", "SELECT hour(sold_at) AS h, count(*) AS sales, sum(quantity) AS pieces FROM sales WHERE amount > 5000 GROUP BY hour(sold_at) ORDER BY h"),
        ]);
}
