using BenchmarkDotNet.Attributes;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;

namespace Patterns.Benchmarks.Columnar;

/// <summary>What does a filter that a user wrote as text cost over the same condition written as a C# loop?</summary>
[MemoryDiagnoser]
public class FilterEvaluation
{
    private readonly Sales _sales = Sales.Generate(65_536);
    private ColumnBatch _batch = null!;
    private BoundExpression _condition = null!;

    [GlobalSetup]
    public void Setup()
    {
        _batch = SalesBatches.Build(_sales, 0, _sales.Rows);
        _condition = Expression.Parse("amount > 5000 AND customer % 3 = 1").Bind(_batch.Schema);
    }

    [GlobalCleanup]
    public void Cleanup() => _batch.Dispose();

    [Benchmark(Baseline = true)]
    public int Loop()
    {
        var kept = new List<int>();
        for (var row = 0; row < _sales.Rows; row++)
        {
            if (_sales.Amounts[row] > 500_000 && _sales.Customers[row] % 3 == 1)
            {
                kept.Add(row);
            }
        }

        return kept.Count;
    }

    [Benchmark]
    public int BoundExpression()
    {
        using ColumnBatch kept = _condition.Filter(_batch);
        return kept.RowCount;
    }
}
