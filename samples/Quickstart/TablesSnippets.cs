using System.Data.Common;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;

namespace Quickstart;

/// <summary>What the README of Patterns.Tables shows.</summary>
internal static class TablesSnippets
{
    public static async Task CreateAppendAndAskAsync(string folder)
    {
        // begin-snippet: tables-create
        await using var store = new TableStore(new FileObjectStore(folder));
        Table<Order> orders = await store.CreateAsync<Order>("sales/orders", table => table
            .Check("amount_not_negative", "amount >= 0")
            .PartitionBy(order => order.OrderDate));

        AppendResult appended = await orders.AppendAsync(
        [
            new Order(1, "north", "paid", 12.50m, new DateOnly(2026, 7, 1)),
            new Order(2, "south", "paid", 99.00m, new DateOnly(2026, 7, 1)),
            new Order(3, "north", "open", 20.00m, new DateOnly(2026, 7, 2)),
        ]);
        Console.WriteLine($"version {appended.Version}: {appended.RowCount} rows in {appended.FileCount} files");

        try
        {
            await orders.AppendAsync([new Order(4, "north", "paid", -1m, new DateOnly(2026, 7, 3))]);
        }
        catch (RowsRejectedException rejected)                      // all or nothing: nothing of this append is visible, ever
        {
            Console.WriteLine(rejected.Message);
        }

        var byRegion = await orders.Query()
            .Where(order => order.Status == "paid")
            .GroupBy(order => order.Region)
            .Select(group => new { Region = group.Key, Revenue = group.Sum(order => order.Amount), Orders = group.Count() })
            .OrderByDescending(row => row.Revenue)
            .ToListAsync();
        Console.WriteLine(string.Join('\n', byRegion));
        // end-snippet
    }

    public static async Task LoadOnceAsync(string folder)
    {
        await using var store = new TableStore(new FileObjectStore(folder));
        Table<Order> orders = await store.OpenAsync<Order>("sales/orders");
        Order[] rows = [new Order(5, "west", "paid", 7m, new DateOnly(2026, 7, 4))];

        // begin-snippet: tables-load
        var load = new AppendOptions { Source = "erp", Sequence = 42 };

        await orders.AppendAsync(rows, load);
        AppendResult again = await orders.AppendAsync(rows, load);  // after a crash, say: nobody knows whether it was committed
        Console.WriteLine(again.AlreadyApplied);                    // True

        Table<Order> before = await orders.AsOfAsync(1);            // every version stays readable
        Console.WriteLine($"{await before.CountAsync()} rows, now {await orders.CountAsync()}");

        await foreach (TableCommit commit in orders.HistoryAsync())
        {
            Console.WriteLine($"{commit.Version} {commit.Operation} {commit.FilesAdded} files");
        }
        // end-snippet
    }

    public static async Task ChangeAsync(string folder)
    {
        // begin-snippet: tables-change
        await using var store = new TableStore(new FileObjectStore(folder));
        Table<Order> orders = await store.CreateAsync<Order>("sales/current", table => table
            .Key(order => order.OrderId)                            // no two rows share it; upserts find rows by it
            .DeletionVectors());                                    // by request: small changes leave data files as they are

        await orders.AppendAsync([new Order(1, "north", "open", 12.50m, new DateOnly(2026, 7, 1)), new Order(2, "south", "open", 99m, new DateOnly(2026, 7, 1))]);

        UpsertResult upserted = await orders.UpsertAsync([new Order(2, "south", "paid", 99m, new DateOnly(2026, 7, 1)), new Order(3, "west", "open", 5m, new DateOnly(2026, 7, 2))]);
        Console.WriteLine($"version {upserted.Version}: {upserted.Inserted} inserted, {upserted.Updated} updated");

        long raised = await orders.UpdateAsync(order => order.Status == "open", row => row.Set(order => order.Amount, order => order.Amount + 1));
        long removed = await orders.DeleteAsync(order => order.Region == "north");
        Console.WriteLine($"{raised} raised, {removed} removed, {await orders.CountAsync()} left");

        try
        {
            await orders.AppendAsync([new Order(3, "west", "open", 5m, new DateOnly(2026, 7, 2))]);
        }
        catch (RowsRejectedException rejected)
        {
            Console.WriteLine(rejected.Rejections[0]);              // row 1, column order_id, KEY: order_id is '3', but the table has a row with this key already
        }
        // end-snippet
    }

    public static async Task AskByTextAsync(string folder)
    {
        await using var store = new TableStore(new FileObjectStore(folder));

        // begin-snippet: tables-text
        Table table = await store.OpenAsync("sales/orders");        // no C# type needed: columns have names, conditions are Spark SQL
        TableQuery question = table.Query()
            .Where("status = 'paid' AND order_date >= DATE '2026-07-01'")
            .GroupBy("region", "month(order_date) AS month")
            .Aggregate("count(*) AS orders", "sum(amount) AS revenue")
            .OrderByDescending("revenue")
            .Take(5);

        Console.WriteLine(question.Explain());                      // the steps, and how many files have to be read
        await foreach (ColumnBatch batch in question.ToBatchesAsync())
        {
            using (batch)
            {
                Console.WriteLine(batch.Column("revenue").GetValue(0));
            }
        }
        // end-snippet
    }

    public static async Task EvolveAsync(string folder)
    {
        await using var store = new TableStore(new FileObjectStore(folder));

        // begin-snippet: tables-evolve
        Table table = await store.OpenAsync("sales/orders");
        await table.EvolveAsync(change => change                    // one commit; no data file is written again
            .AddColumn("channel", DataType.String, "where the order came from")
            .SetDefault("channel", "'web'")
            .Widen("order_id", DataType.Decimal(20, 0))
            .MapColumns()                                           // asked for once: from now on columns are renamed and dropped
            .RenameColumn("status", "state")
            .AddCheck("known_state", "state IN ('paid', 'open')"));

        try
        {
            await table.EvolveAsync(change => change.Widen("amount", DataType.Int32));
        }
        catch (EvolutionRefusedException refused)
        {
            Console.WriteLine(refused.Message);
        }
        // end-snippet
    }

    public static async Task SelectAsync(string folder)
    {
        await using var store = new TableStore(new FileObjectStore(folder));
        Table<Region> regions = await store.CreateAsync<Region>("sales/regions");
        await regions.AppendAsync([new Region("north", "Norway"), new Region("south", "Italy")]);

        // begin-snippet: tables-sql
        SqlQuery<CountryTotal> query = store.Sql<CountryTotal>(
            """
            SELECT r.country, sum(o.amount) AS revenue, count(*) AS orders
            FROM sales.orders AS o JOIN sales.regions AS r ON o.region = r.name   -- the key of regions is unique
            WHERE o.status = 'paid'
            GROUP BY r.country
            HAVING sum(o.amount) > 10
            ORDER BY revenue DESC
            """);
        foreach (CountryTotal row in await query.ToListAsync())
        {
            Console.WriteLine(row);
        }

        await using DbDataReader reader = await store.Sql("SELECT DISTINCT status FROM sales.orders ORDER BY 1").ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            Console.WriteLine(reader.GetString(0));
        }
        // end-snippet
    }

    internal sealed record CountryTotal(string Country, decimal Revenue, long Orders);

    internal sealed record Region(string Name, string Country);

    public static async Task MaintainAsync(string folder, DateTimeOffset noon)
    {
        await using var store = new TableStore(new FileObjectStore(folder));

        // begin-snippet: tables-maintain
        Table table = await store.OpenAsync("sales/orders");

        OptimizeResult optimized = await table.OptimizeAsync(new OptimizeOptions { ClusterBy = ["region"] });
        Console.WriteLine($"version {optimized.Version}: {optimized.FilesRemoved} files became {optimized.FilesAdded}");

        Table asOf = await table.AsOfAsync(noon);                   // the last version committed by a time
        Console.WriteLine($"version {asOf.Version} has {await asOf.CountAsync()} rows");

        VacuumResult waste = await table.VacuumAsync(new VacuumOptions { DryRun = true });
        Console.WriteLine($"{waste.Paths.Count} files of {waste.ByteCount} bytes are needed by no version of the last 7 days");

        long restored = await table.RestoreAsync(1);                // a new version with the rows, columns and rules of version 1
        Console.WriteLine($"version {restored}: {await table.CountAsync()} rows");
        // end-snippet
    }

    // begin-snippet: tables-row
    internal sealed record Order(long OrderId, string Region, string? Status, [property: Decimal(18, 2)] decimal Amount, DateOnly OrderDate);
    // end-snippet
}
