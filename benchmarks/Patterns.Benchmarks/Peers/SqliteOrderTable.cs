using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Testing;

namespace Patterns.Benchmarks.Peers;

/// <summary>Inserts orders into a new SQLite file in one transaction by a prepared statement, with a write-ahead log and full sync.</summary>
internal static class SqliteOrderTable
{
    private const int ColumnCount = 14;

    /// <summary>A contender that measures from the first row to the end of the commit.</summary>
    /// <param name="orders">The rows.</param>
    /// <param name="path">The database file; must not exist when a run starts.</param>
    public static Contender Append(IReadOnlyList<Order> orders, string path) => Contender.Of("Microsoft.Data.Sqlite", () => Run(orders, path));

    private static Outcome Run(IReadOnlyList<Order> orders, string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        Execute(connection, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE orders({OrderSql.SqliteColumns})");
        long start = Stopwatch.GetTimestamp();
        using (SqliteTransaction transaction = connection.BeginTransaction())
        {
            Insert(connection, orders);
            transaction.Commit();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new Outcome(ReadAnswer(connection), elapsed.TotalMilliseconds);
    }

    private static void Insert(SqliteConnection connection, IReadOnlyList<Order> orders)
    {
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = $"INSERT INTO orders VALUES ({string.Join(", ", Enumerable.Range(1, ColumnCount).Select(static n => $"@p{n}"))})";
        SqliteParameter[] parameters = [.. Enumerable.Range(1, ColumnCount).Select(n => insert.Parameters.Add(new SqliteParameter { ParameterName = $"@p{n}" }))];
        insert.Prepare();
        foreach (Order order in orders)
        {
            parameters[0].Value = order.OrderId;
            parameters[1].Value = order.CustomerId;
            parameters[2].Value = Microseconds(order.OrderedAt);
            parameters[3].Value = order.PaidAt is { } paidAt ? Microseconds(paidAt) : DBNull.Value;
            parameters[4].Value = order.Status;
            parameters[5].Value = order.Channel;
            parameters[6].Value = order.Country;
            parameters[7].Value = order.City;
            parameters[8].Value = order.Sku;
            parameters[9].Value = order.Product;
            parameters[10].Value = order.Quantity;
            parameters[11].Value = (long)(order.UnitPrice * 100);
            parameters[12].Value = (long)(order.Amount * 100);
            parameters[13].Value = order.Note ?? (object)DBNull.Value;
            insert.ExecuteNonQuery();
        }
    }

    private static string ReadAnswer(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*), sum(order_id), sum(amount), count(note) FROM orders";
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return Answer.Of(reader.GetInt64(0), reader.GetInt64(1), new DuckDbDecimal(reader.GetInt64(2), 2), reader.GetInt64(3));
    }

    private static long Microseconds(DateTimeOffset value) => (value.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
