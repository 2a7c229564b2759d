using DataPlatform.Pipeline;
using Patterns.Columnar;

namespace DataPlatform.RetailLake;

/// <summary>What the people of the shop know about their data, which no file says.</summary>
internal static class RetailRules
{
    /// <summary>Rules by dataset.</summary>
    public static IReadOnlyDictionary<string, TableRules> All { get; } = new Dictionary<string, TableRules>
    {
        ["sales/orders"] = new()
        {
            Key = ["order_id"],
            Checks = new Dictionary<string, string>
            {
                ["amount_not_negative"] = "amount IS NULL OR amount >= 0",
                ["status_known"] = "status IN ('open', 'paid', 'shipped', 'cancelled', 'returned')",
            },
            Metrics =
            [
                new MetricDefinition("revenue", "sum(amount)", "status IN ('paid', 'shipped')") { TimeColumn = "ordered_at", Unit = "EUR", Scale = 2 },
                new MetricDefinition("sold_orders", "count(*)", "status IN ('paid', 'shipped')") { TimeColumn = "ordered_at", Unit = "orders" },
                new MetricDefinition("active_customers", "count(DISTINCT customer_id)") { TimeColumn = "ordered_at", Unit = "customers" },
                new MetricDefinition("return_rate", "count(CASE WHEN status = 'returned' THEN order_id END) / count(*)") { TimeColumn = "ordered_at", Scale = 4 },
            ],
            Derived = [new("average_order", "revenue / nullif(sold_orders, 0)")],
        },
        ["sales/customers"] = new()
        {
            Key = ["customer_id"],
            Checks = new Dictionary<string, string> { ["credit_limit_not_negative"] = "credit_limit IS NULL OR credit_limit >= 0" },
            Metrics = [new MetricDefinition("sign_ups", "count(*)") { TimeColumn = "signed_up", Unit = "customers" }],
        },
        ["finance/payments"] = new()
        {
            Key = ["payment_id"],
            Metrics = [new MetricDefinition("payments", "count(*)") { TimeColumn = "paid_at", Unit = "payments" }],
        },
        ["finance/rates"] = new()
        {
            Key = ["date", "from", "to"],
            Checks = new Dictionary<string, string> { ["rate_positive"] = "rate > 0" },
            Metrics = [new MetricDefinition("mean_rate", "avg(rate)") { TimeColumn = "date", Scale = 4 }],
        },
        ["marketing/campaigns"] = new()
        {
            Key = ["campaign"],
            Checks = new Dictionary<string, string> { ["ends_after_start"] = "ends IS NULL OR ends >= starts", ["budget_positive"] = "budget > 0" },
            Metrics = [new MetricDefinition("budget", "sum(budget)") { TimeColumn = "starts", Unit = "EUR" }],
        },
        ["marketing/clickstream"] = new()
        {
            Checks = new Dictionary<string, string> { ["dwell_not_negative"] = "dwell_seconds >= 0" },
            Metrics = [new MetricDefinition("views", "count(*)") { Unit = "pages" }, new MetricDefinition("mean_dwell", "avg(dwell_seconds)") { Unit = "seconds", Scale = 1 }],
        },
        ["marketing/web"] = new()
        {
            Checks = new Dictionary<string, string> { ["status_of_http"] = "status BETWEEN 100 AND 599" },
            Metrics =
            [
                new MetricDefinition("requests", "count(*)") { TimeColumn = "time", Unit = "requests" },
                new MetricDefinition("error_share", "count(CASE WHEN status >= 500 THEN status END) / count(*)") { TimeColumn = "time", Scale = 4 },
            ],
        },
    };
}
