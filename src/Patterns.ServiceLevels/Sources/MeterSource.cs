using System.Diagnostics.Metrics;
using System.Globalization;

namespace Patterns.ServiceLevels;

/// <summary>
/// Feeds an indicator from an instrument of <see cref="System.Diagnostics.Metrics"/>, of this process, whoever made it. Every measurement is judged as it is
/// made. Disposing it stops listening.
/// </summary>
public sealed class MeterSource : IDisposable
{
    private const string HostingMeter = "Microsoft.AspNetCore.Hosting";
    private const string RequestDuration = "http.server.request.duration";

    private static readonly EventCounts Good = new(1, 1);
    private static readonly EventCounts Bad = new(0, 1);

    private readonly MeterListener _listener = new();
    private readonly Indicator _indicator;
    private readonly MeasurementJudge _judge;

    /// <summary>Listens to an instrument, whether it is there already or comes later.</summary>
    /// <param name="indicator">Counts the events.</param>
    /// <param name="instrumentName">Name of the instrument.</param>
    /// <param name="judge">Says what a measurement counts as. Called on the thread that measures: be brief, and do not throw.</param>
    /// <param name="meterName">Name of its meter; null for an instrument of any meter.</param>
    public MeterSource(Indicator indicator, string instrumentName, MeasurementJudge judge, string? meterName = null)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        ArgumentException.ThrowIfNullOrEmpty(instrumentName);
        ArgumentNullException.ThrowIfNull(judge);
        _indicator = indicator;
        _judge = judge;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == instrumentName && (meterName is null || instrument.Meter.Name == meterName))
            {
                listener.EnableMeasurementEvents(instrument, this);
            }
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => Count(state, value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => Count(state, value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, state) => Count(state, (double)value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => Count(state, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => Count(state, value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => Count(state, value, tags));
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => Count(state, value, tags));
        _listener.Start();
    }

    /// <summary>Availability of ASP.NET Core's requests: a status below 500 is good. Listens to <c>http.server.request.duration</c>.</summary>
    /// <param name="indicator">Counts the requests.</param>
    /// <param name="route">Only requests of this route template, for example <c>/orders/{id}</c>; null for all.</param>
    public static MeterSource HttpServerAvailability(Indicator indicator, string? route = null)
        => new(indicator, RequestDuration, (_, tags) => IsRoute(tags, route) ? (IsServerError(tags) ? Bad : Good) : default, HostingMeter);

    /// <summary>Latency of ASP.NET Core's requests that did not fail: at most the threshold is good. Listens to <c>http.server.request.duration</c>.</summary>
    /// <param name="indicator">Counts the requests.</param>
    /// <param name="threshold">The longest good duration.</param>
    /// <param name="route">Only requests of this route template; null for all.</param>
    public static MeterSource HttpServerLatency(Indicator indicator, TimeSpan threshold, string? route = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(threshold, TimeSpan.Zero);
        var seconds = threshold.TotalSeconds;
        return new MeterSource(indicator, RequestDuration, (value, tags) => !IsRoute(tags, route) || IsServerError(tags) ? default : value <= seconds ? Good : Bad, HostingMeter);
    }

    /// <summary>Asks observable instruments for their values now; others report by themselves.</summary>
    public void Observe() => _listener.RecordObservableInstruments();

    /// <summary>Stops listening.</summary>
    public void Dispose() => _listener.Dispose();

    private static void Count(object? state, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var source = (MeterSource)state!;
        var counts = source._judge(value, tags);
        if (counts.Total == 1)
        {
            source._indicator.Record(counts.Good == 1);
        }
        else if (counts.Total > 0)
        {
            source._indicator.Record(counts);
        }
    }

    private static bool IsServerError(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "http.response.status_code")
            {
                return value switch
                {
                    int status => status >= 500,
                    long status => status >= 500,
                    string text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 500,
                    _ => false,
                };
            }
        }

        // A request that has no status ended with an exception before there was one.
        return Find(tags, "error.type") is not null;
    }

    private static bool IsRoute(ReadOnlySpan<KeyValuePair<string, object?>> tags, string? route)
        => route is null || (Find(tags, "http.route") is string found && found == route);

    private static object? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value;
            }
        }

        return null;
    }
}
