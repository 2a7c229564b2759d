using Microsoft.Data.Sqlite;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;

namespace Quickstart;

/// <summary>What the README of Patterns.Tables shows of other engines.</summary>
internal static class SqlSnippets
{
    public static async Task AskElsewhereAsync(string folder)
    {
        await using var store = new TableStore(new FileObjectStore(folder));
        Table<TablesSnippets.Order> orders = await store.OpenAsync<TablesSnippets.Order>("sales/orders");
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await using (SqliteCommand load = connection.CreateCommand())
        {
            load.CommandText = "CREATE TABLE sales_orders (order_id INTEGER, region TEXT, status TEXT, amount REAL, order_date TEXT); INSERT INTO sales_orders VALUES (1, 'north', 'paid', 12.5, '2026-07-01'), (2, 'south', 'paid', 99.0, '2026-07-01')";
            await load.ExecuteNonQueryAsync();
        }

        // begin-snippet: tables-dialects
        TableQuery question = orders.Untyped.Query().Where("status = 'paid'").GroupBy("region").Aggregate("sum(amount) AS revenue").OrderByDescending("revenue");
        Console.WriteLine(SqlText.For(question, SqlDialect.PostgreSql));

        var engine = new SqlTableEngine(connection, SqlDialect.Sqlite);   // any open DbConnection
        await foreach (ColumnBatch batch in engine.ToBatchesAsync(question))
        {
            using (batch)
            {
                Console.WriteLine($"{batch.Schema}: {batch.Column("revenue").GetValue(0)}");
            }
        }
        // end-snippet
    }
}
