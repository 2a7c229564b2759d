using BenchmarkDotNet.Attributes;
using Patterns.Benchmarks.Data;
using Patterns.Columnar;

namespace Patterns.Benchmarks.Columnar;

/// <summary>What does binding objects by their properties cost over appending each of them by hand?</summary>
[MemoryDiagnoser]
public class RowWriting
{
    private const int Rows = 65_536;

    private readonly RowBinder<Order> _binder = new();
    private Order[] _orders = [];

    [GlobalSetup]
    public void Setup() => _orders = [.. Orders.Generate(Rows)];

    [Benchmark(Baseline = true)]
    public int ByHand()
    {
        using var builder = new ColumnBatchBuilder(_binder.Schema);
        foreach (Order order in _orders)
        {
            builder.Fixed<long>(0).Append(order.OrderId);
            builder.Fixed<long>(1).Append(order.CustomerId);
            builder.Fixed<long>(2).Append(Microseconds(order.OrderedAt));
            builder.Fixed<long>(3).Append(order.PaidAt is { } paidAt ? Microseconds(paidAt) : null);
            builder.Binary(4).Append(order.Status);
            builder.Binary(5).Append(order.Channel);
            builder.Binary(6).Append(order.Country);
            builder.Binary(7).Append(order.City);
            builder.Binary(8).Append(order.Sku);
            builder.Binary(9).Append(order.Product);
            builder.Fixed<int>(10).Append(order.Quantity);
            builder.Fixed<long>(11).Append((long)(order.UnitPrice * 100));
            builder.Fixed<long>(12).Append((long)(order.Amount * 100));
            builder.Binary(13).Append(order.Note);
        }

        using ColumnBatch batch = builder.Build();
        return batch.RowCount;
    }

    [Benchmark]
    public int ByRowBinder()
    {
        using ColumnBatch batch = _binder.Write(_orders);
        return batch.RowCount;
    }

    private static long Microseconds(DateTimeOffset value) => (value.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
