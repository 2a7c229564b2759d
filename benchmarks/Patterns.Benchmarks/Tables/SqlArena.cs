using Patterns.Benchmarks.Compare;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables;
using Patterns.Testing;
using CultureInfo = System.Globalization.CultureInfo;

namespace Patterns.Benchmarks.Tables;

/// <summary>
/// Generated tables in both engines: a Delta Lake table on disk with the columns that queries ask for again in memory, and a table of DuckDB's own in
/// memory. One set of tables is there at a time; the next one takes its place.
/// </summary>
internal sealed class SqlArena
{
    /// <summary>Enough for every column that the queries of a set read, as DuckDB has them all in memory, too.</summary>
    private const long CacheBytes = 4L << 30;

    private static (string Name, int Rows, SqlArena Arena)? _current;

    private SqlArena(TableStore store, DuckDb duck)
    {
        Store = store;
        Duck = duck;
    }

    public TableStore Store { get; }

    public DuckDb Duck { get; }

    /// <summary>The tables of a set with so many rows; made when they are not those that are there.</summary>
    public static async Task<SqlArena> EnterAsync(string name, int rows, Func<int, SqlDataSet> set, CompareOptions options)
    {
        if (_current is { } current && (current.Name, current.Rows) == (name, rows))
        {
            return current.Arena;
        }

        if (_current is { } before)
        {
            await before.Arena.Store.DisposeAsync();
            before.Arena.Duck.Dispose();
            _current = null;
        }

        string folder = Path.Combine(BenchData.Folder, string.Create(CultureInfo.InvariantCulture, $"{name}-1-{rows}"));
        var arena = new SqlArena(
            new TableStore(new FileObjectStore(Directory.CreateDirectory(folder).FullName), new TableStoreOptions { QueryThreads = options.Threads, QueryCacheLimit = CacheBytes }),
            DuckDb.OpenInMemory(options.Threads));
        foreach ((string table, string select) in set(rows).Tables)
        {
            string file = BenchData.Ensure(string.Create(CultureInfo.InvariantCulture, $"{name}-{table}-1-{rows}.parquet"), path =>
            {
                using DuckDb writer = DuckDb.OpenInMemory();
                writer.Execute($"COPY ({select}) TO '{path}' (FORMAT parquet)");
            });
            await arena.LoadAsync(table, file);
        }

        arena.Duck.Execute("SET default_null_order = 'nulls_first_on_asc_last_on_desc'");
        _current = (name, rows, arena);
        return arena;
    }

    /// <summary>Our rows of a query as one text.</summary>
    public async Task<Outcome> AskAsync(SqlDataSetQuery query)
    {
        var answer = new SqlAnswer { IsNumberOfRowsOnly = !query.HasOneAnswer };
        await foreach (ColumnBatch batch in Store.Sql(query.Text))
        {
            using (batch)
            {
                answer.Add(batch);
            }
        }

        return new Outcome(answer.ToString());
    }

    /// <summary>DuckDB's rows of a query as one text.</summary>
    public Outcome AskDuckDb(SqlDataSetQuery query)
    {
        var answer = new SqlAnswer { IsNumberOfRowsOnly = !query.HasOneAnswer };
        foreach (object?[] row in Duck.Query(query.ForDuckDb).Rows)
        {
            answer.Add(row);
        }

        return new Outcome(answer.ToString());
    }

    private async Task LoadAsync(string name, string file)
    {
        Duck.Execute($"CREATE TABLE {name} AS SELECT * FROM read_parquet('{file}')");
        if (await Store.ExistsAsync(name) && await (await Store.OpenAsync(name)).CountAsync() > 0)
        {
            return;
        }

        await using ParquetFile parquet = await ParquetFile.OpenAsync(new FileObjectStore(Path.GetDirectoryName(file)!), Path.GetFileName(file));
        Table table = await Store.ExistsAsync(name) ? await Store.OpenAsync(name) : await Store.CreateAsync(name, parquet.Schema);
        await table.AppendAsync(parquet.ReadAsync());
    }
}
