using System.Diagnostics.Metrics;

namespace Patterns.Benchmarks.ServiceLevels;

/// <summary>Instruments with the cheapest listener there can be: it adds to a number.</summary>
internal sealed class ListenedMeter : IDisposable
{
    private readonly Meter _meter = new("bench.listened");
    private readonly MeterListener _listener = new();
    private long _sum;

    public ListenedMeter()
    {
        Counter = _meter.CreateCounter<long>("events");
        Histogram = _meter.CreateHistogram<double>("durations");
        _listener.EnableMeasurementEvents(Counter, this);
        _listener.EnableMeasurementEvents(Histogram, this);
        _listener.SetMeasurementEventCallback<long>(static (_, value, _, state) => Interlocked.Add(ref ((ListenedMeter)state!)._sum, value));
        _listener.SetMeasurementEventCallback<double>(static (_, value, _, state) => Interlocked.Add(ref ((ListenedMeter)state!)._sum, value <= 0.3 ? 1 : 0));
        _listener.Start();
    }

    public Counter<long> Counter { get; }

    public Histogram<double> Histogram { get; }

    public void Dispose()
    {
        _listener.Dispose();
        _meter.Dispose();
    }
}
