using Patterns.Benchmarks.Compare;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Benchmarks.Columnar;

/// <summary>The rows of a Parquet file in memory twice: as batches, and as the table <c>data</c> of a database of DuckDB's.</summary>
internal sealed class MemoryTable : IDisposable
{
    private MemoryTable(IReadOnlyList<ColumnBatch> batches, DuckDb duck)
    {
        Batches = batches;
        Duck = duck;
    }

    public IReadOnlyList<ColumnBatch> Batches { get; }

    public DuckDb Duck { get; }

    /// <summary>Loads some columns of a file.</summary>
    public static async Task<MemoryTable> LoadAsync(string path, IReadOnlyList<string> columns, CompareOptions options)
    {
        ColumnBatch[] batches = await ReadAsync(path, columns);
        DuckDb duck = DuckDb.OpenInMemory(options.Threads);
        duck.Execute($"CREATE TABLE data AS SELECT {string.Join(", ", columns)} FROM read_parquet('{path}')");
        return new MemoryTable(batches, duck);
    }

    /// <summary>Some columns of a file as batches, which the caller disposes.</summary>
    public static async Task<ColumnBatch[]> ReadAsync(string path, IReadOnlyList<string> columns)
    {
        var store = new FileObjectStore(Path.GetDirectoryName(path)!);
        await using ParquetFile file = await ParquetFile.OpenAsync(store, Path.GetFileName(path));
        return await file.ReadAsync(columns).ToArrayAsync();
    }

    public void Dispose()
    {
        foreach (ColumnBatch batch in Batches)
        {
            batch.Dispose();
        }

        Duck.Dispose();
    }
}
