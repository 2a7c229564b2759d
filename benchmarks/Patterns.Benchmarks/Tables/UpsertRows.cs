using System.Diagnostics;
using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Benchmarks.Peers;
using Patterns.Core;
using Patterns.Tables;

namespace Patterns.Benchmarks.Tables;

/// <summary>
/// How fast do 10,000 C# objects with random keys get into a table that has rows with most of these keys, durably? With deletion vectors, beside writing the
/// files again, and beside DuckDB's <c>ON CONFLICT</c> over a primary key in a file. Each run changes other rows; the rows are read back outside of the clock.
/// Rows of the report are those of the table.
/// </summary>
internal static class UpsertRows
{
    public const int DefaultRows = 1_000_000;

    private const int Changes = 10_000;

    public static CompareCase Case { get; } = new("upsert", CompareUnit.Milliseconds, async options =>
    {
        int rows = options.Rows ?? DefaultRows;
        BenchData.Scratch scratch = BenchData.CreateScratch();
        var store = new TableStore(new FileObjectStore(scratch.Path), new TableStoreOptions { QueryThreads = options.Threads });
        Table<Account> marked = await store.CreateAsync<Account>("marked", static table => table.Key(row => row.Id).DeletionVectors());
        Table<Account> copied = await store.CreateAsync<Account>("copied", static table => table.Key(row => row.Id));
        await marked.AppendAsync(Accounts.Generate(rows));
        await copied.AppendAsync(Accounts.Generate(rows));
        return new Contest(
            Upsert("Table, deletion vectors", marked, rows),
            DuckDbAccountTable.Upsert(Path.Combine(scratch.Path, "duck.db"), rows, Changes, options),
            Upsert("Table, copy on write", copied, rows))
        {
            Rows = rows,
            Owned = [scratch],
        };
    });

    private static Contender Upsert(string name, Table<Account> table, int rows)
    {
        var round = 0;
        Account[] changes = [];
        return new Contender(name, () => UpsertAsync(table, changes, round)) { BeforeEach = () => changes = Accounts.Changes(rows, Changes, ++round) };
    }

    private static async Task<Outcome> UpsertAsync(Table<Account> table, Account[] changes, int round)
    {
        long start = Stopwatch.GetTimestamp();
        UpsertResult result = await table.UpsertAsync(changes);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        return new Outcome(Answer.Of(result.Inserted, await table.Untyped.Query().Where(Accounts.IsOfRound(round)).CountAsync()), elapsed.TotalMilliseconds);
    }
}
