using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Patterns.Updates;
using Patterns.Updates.Postgres;

namespace Quickstart;

/// <summary>What the README of Patterns.Updates.Postgres shows. It is compiled and not run: it needs a server.</summary>
internal static class UpdatesPostgresSnippets
{
    public static async Task AppendAsync(NpgsqlDataSource database)
    {
        // begin-snippet: updates-postgres
        await using var store = new PostgresUpdateStore(database);                              // or services.AddPatternsUpdates().WithPostgres()
        IUpdateLog orders = (await store.CreateAsync("orders")).Log;

        await using NpgsqlConnection connection = await database.OpenConnectionAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        await using var pay = new NpgsqlCommand("UPDATE orders SET paid = true WHERE id = 7", connection);
        await pay.ExecuteNonQueryAsync();
        await store.AppendAsync(transaction, "orders", [new NewUpdate("""{"id":7}"""u8.ToArray()) { Type = "order-paid", Key = "7" }]);
        await transaction.CommitAsync();                                                        // the row and the update, or neither
        // end-snippet
        await orders.ReadAsync(UpdateOffset.Start);
    }

    public static void Receive(WebApplicationBuilder builder, string connectionString)
    {
        // begin-snippet: updates-postgres-receiver
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        builder.Services.AddPostgresWebhookDedupe();                                            // receivers in all processes know what one of them has handled
        // end-snippet
    }
}
