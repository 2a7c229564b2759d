using System.Diagnostics;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Testing;

namespace Patterns.Benchmarks.Peers;

/// <summary>Appends orders to a new DuckDB table. In a file that is durable: the appender's flush commits and syncs.</summary>
internal static class DuckDbOrderTable
{
    private const string Name = "DuckDB appender";

    /// <summary>A contender that measures from the first row to the end of the commit into a new database file.</summary>
    /// <param name="orders">The rows.</param>
    /// <param name="path">The database file; must not exist when a run starts.</param>
    /// <param name="options">Threads.</param>
    public static Contender AppendToFile(IReadOnlyList<Order> orders, string path, CompareOptions options) =>
        Create(() => DuckDb.Open(path, options.Threads), orders);

    /// <summary>A contender that measures from the first row to the end of the flush into a new table in memory.</summary>
    public static Contender AppendToMemory(IReadOnlyList<Order> orders, CompareOptions options) =>
        Create(() => DuckDb.OpenInMemory(options.Threads), orders);

    private static Contender Create(Func<DuckDb> open, IReadOnlyList<Order> orders) =>
        DuckDb.IsAvailable ? Contender.Of(Name, () => Run(open, orders)) : Contender.Absent(Name, DuckDb.WhyNot!);

    private static Outcome Run(Func<DuckDb> open, IReadOnlyList<Order> orders)
    {
        using DuckDb duck = open();
        duck.Execute($"CREATE TABLE orders({OrderSql.DuckDbColumns})");
        long start = Stopwatch.GetTimestamp();
        using (DuckDbAppender appender = duck.Append("orders"))
        {
            foreach (Order order in orders)
            {
                AppendRow(appender, order);
            }

            appender.Flush();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        DuckDbRows answer = duck.Query("SELECT count(*), sum(order_id), sum(amount), count(note) FROM orders");
        return new Outcome(Answer.Of(answer.Rows[0]), elapsed.TotalMilliseconds);
    }

    private static void AppendRow(DuckDbAppender appender, Order order)
    {
        appender.Append(order.OrderId);
        appender.Append(order.CustomerId);
        appender.Append(order.OrderedAt);
        if (order.PaidAt is { } paidAt)
        {
            appender.Append(paidAt);
        }
        else
        {
            appender.AppendNull();
        }

        appender.Append(order.Status);
        appender.Append(order.Channel);
        appender.Append(order.Country);
        appender.Append(order.City);
        appender.Append(order.Sku);
        appender.Append(order.Product);
        appender.Append(order.Quantity);
        appender.AppendDecimal(Hundredths(order.UnitPrice));
        appender.AppendDecimal(Hundredths(order.Amount));
        appender.Append(order.Note);
        appender.EndRow();
    }

    private static long Hundredths(decimal value) => (long)(value * 100);
}
