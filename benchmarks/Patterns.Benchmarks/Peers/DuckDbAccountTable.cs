using System.Diagnostics;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Testing;

namespace Patterns.Benchmarks.Peers;

/// <summary>Upserts rows into a DuckDB file by <c>INSERT … ON CONFLICT</c>: the objects go through the appender into a temporary table first.</summary>
internal static class DuckDbAccountTable
{
    private const string Name = "DuckDB ON CONFLICT";

    /// <summary>A contender that measures from the first object to the end of the commit.</summary>
    /// <param name="path">The database file; must not exist.</param>
    /// <param name="rows">Rows in the beginning.</param>
    /// <param name="changes">Rows of each run.</param>
    /// <param name="options">Threads.</param>
    public static Contender Upsert(string path, int rows, int changes, CompareOptions options)
    {
        if (!DuckDb.IsAvailable)
        {
            return Contender.Absent(Name, DuckDb.WhyNot!);
        }

        DuckDb duck = DuckDb.Open(path, options.Threads);
        duck.Execute($"CREATE TABLE accounts({Accounts.SqlColumns})");
        duck.Execute($"INSERT INTO accounts {Accounts.Sql(rows)}");
        duck.Execute("CHECKPOINT");
        duck.Execute("CREATE TEMP TABLE changes AS FROM accounts LIMIT 0");
        var round = 0;
        Account[] changed = [];
        return Contender.Of(Name, () => Run(duck, changed, rows, round)) with { BeforeEach = () => changed = Accounts.Changes(rows, changes, ++round) };
    }

    private static Outcome Run(DuckDb duck, Account[] changes, int rows, int round)
    {
        long start = Stopwatch.GetTimestamp();
        using (DuckDbAppender appender = duck.Append("changes"))
        {
            foreach (Account change in changes)
            {
                appender.Append(change.Id);
                appender.Append(change.CustomerId);
                appender.Append(change.Status);
                appender.Append(change.City);
                appender.Append(change.Amount);
                appender.EndRow();
            }

            appender.Flush();
        }

        duck.Execute("""
            INSERT INTO accounts FROM changes
            ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, status = excluded.status, city = excluded.city, amount = excluded.amount
            """);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        duck.Execute("DELETE FROM changes");
        int insertedBefore = (round - 1) * (changes.Length / 10);
        return new Outcome(
            Answer.Of(duck.Query($"SELECT count(*) - {rows + insertedBefore}, count(*) FILTER ({Accounts.IsOfRound(round)}) FROM accounts").Rows[0]),
            elapsed.TotalMilliseconds);
    }
}
