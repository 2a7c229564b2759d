using BenchmarkDotNet.Attributes;
using CsvHelper;
using Patterns.Benchmarks.Data;
using Patterns.Lake;

namespace Patterns.Benchmarks.Lake;

/// <summary>What does counting CSV rows cost when every row's structure is checked, beside a library that walks the records?</summary>
[MemoryDiagnoser]
public class CsvCounting
{
    private string _path = "";
    private LakeDataset _dataset = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _path = OrdersCsv.Ensure(200_000);
        _dataset = await LakeFiles.OpenAsync(_path);
    }

    [Benchmark(Baseline = true)]
    public long CsvHelper()
    {
        using CsvReader csv = CsvReader.FromFile(_path);
        long rows = 0;
        while (csv.Read())
        {
            rows++;
        }

        return rows;
    }

    [Benchmark]
    public Task<long> LakeDataset() => _dataset.CountAsync();
}
