using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Updates;

namespace Patterns.Benchmarks.Peers;

/// <summary>Appends to a SQLite table, each append a transaction of its own, with a write-ahead log and full sync. More writers take turns, as SQLite has one at a time.</summary>
internal static class SqliteAppends
{
    public static Outcome Run(string path, int appends)
    {
        using SqliteConnection connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        connection.Open();
        using SqliteCommand create = connection.CreateCommand();
        create.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE updates(sequence INTEGER PRIMARY KEY, payload BLOB NOT NULL)";
        create.ExecuteNonQuery();
        using SqliteCommand insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO updates(payload) VALUES ($payload)";
        insert.Parameters.AddWithValue("$payload", new byte[DurableAppend.PayloadLength]);
        insert.Prepare();
        long start = Stopwatch.GetTimestamp();
        for (var append = 0; append < appends; append++)
        {
            insert.ExecuteNonQuery();
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        using SqliteCommand count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM updates";
        return DurableAppend.Rate(appends, (long)count.ExecuteScalar()! == appends, elapsed);
    }
}
