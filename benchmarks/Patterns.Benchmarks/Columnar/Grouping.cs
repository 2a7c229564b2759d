using BenchmarkDotNet.Attributes;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;

namespace Patterns.Benchmarks.Columnar;

/// <summary>Does grouping by many keys pay over the dictionary that one would write by hand?</summary>
[MemoryDiagnoser]
public class Grouping
{
    private readonly Sales _sales = Sales.Generate(1_000_000);
    private ColumnBatch[] _batches = [];

    [GlobalSetup]
    public void Setup() => _batches = SalesBatches.Build(_sales);

    [GlobalCleanup]
    public void Cleanup() => Array.ForEach(_batches, static batch => batch.Dispose());

    [Benchmark(Baseline = true)]
    public int Dictionary()
    {
        var totals = new Dictionary<long, (long Rows, Int128 Total)>();
        for (var row = 0; row < _sales.Rows; row++)
        {
            totals.TryGetValue(_sales.Customers[row], out (long Rows, Int128 Total) sum);
            totals[_sales.Customers[row]] = (sum.Rows + 1, sum.Total + _sales.Amounts[row]);
        }

        return totals.Count;
    }

    [Benchmark]
    public int GroupByAggregation()
    {
        using var customers = new GroupByAggregation(
            _batches[0].Schema,
            [new NamedExpression("customer", Expression.Parse("customer"))],
            [new NamedAggregate("rows", Aggregate.Count()), new NamedAggregate("total", Aggregate.Sum(Expression.Parse("amount")))]);
        Array.ForEach(_batches, customers.Add);
        using ColumnBatch groups = customers.Finish();
        return groups.RowCount;
    }
}
