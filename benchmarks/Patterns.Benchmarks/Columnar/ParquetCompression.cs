using BenchmarkDotNet.Attributes;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;

namespace Patterns.Benchmarks.Columnar;

/// <summary>What does each compression cost over writing a Parquet file without one? The bytes written are returned.</summary>
[MemoryDiagnoser]
public class ParquetCompression
{
    private const int Rows = 200_000;

    private ColumnBatch _orders = null!;

    [GlobalSetup]
    public void Setup() => _orders = new RowBinder<Order>().Write([.. Orders.Generate(Rows)]);

    [GlobalCleanup]
    public void Cleanup() => _orders.Dispose();

    [Benchmark(Baseline = true)]
    public Task<long> Uncompressed() => WriteAsync(Compression.Uncompressed);

    [Benchmark]
    public Task<long> Snappy() => WriteAsync(Compression.Snappy);

    [Benchmark]
    public Task<long> Zstd() => WriteAsync(Compression.Zstd);

    [Benchmark]
    public Task<long> Gzip() => WriteAsync(Compression.Gzip);

    private async Task<long> WriteAsync(Compression compression)
    {
        await using ParquetWriter writer = ParquetWriter.Create(Stream.Null, _orders.Schema, new ParquetWriterOptions { Compression = compression });
        await writer.WriteAsync(_orders);
        await writer.CompleteAsync();
        return writer.BytesWritten;
    }
}
