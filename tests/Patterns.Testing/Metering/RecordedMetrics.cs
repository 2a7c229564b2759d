using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Patterns.Testing;

/// <summary>Makes meters and adds up what they measure, per instrument and tags. What other tests measure meanwhile is left out.</summary>
public sealed class RecordedMetrics : IMeterFactory
{
    private readonly ConcurrentDictionary<string, double> _sums = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    public RecordedMetrics()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == this)
            {
                Instruments[instrument.Name] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What can be measured, by name.</summary>
    public ConcurrentDictionary<string, Instrument> Instruments { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of what was measured, with tags as in <c>name{key=value}</c>.</summary>
    public IEnumerable<string> Measured => _sums.Keys.Order(StringComparer.Ordinal);

    /// <summary>The sum of what was measured under a name with tags; 0 when nothing was.</summary>
    public double this[string measured] => _sums.GetValueOrDefault(measured);

    /// <summary>Completes once a sum is as expected; fails after a minute of real time.</summary>
    public async Task WaitAsync(string measured, double expected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (this[measured] != expected)
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var meter in _meters)
        {
            meter.Dispose();
        }
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().Select(static tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}")));
        _sums.AddOrUpdate(labels.Length == 0 ? instrument.Name : $"{instrument.Name}{{{labels}}}", value, (_, sum) => sum + value);
    }
}
