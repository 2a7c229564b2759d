using System.Diagnostics.Metrics;
using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Sources;

public sealed class MeterSourceTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static EventCounts All(Indicator indicator)
    {
        indicator.Advance(Start);
        return indicator.Count(new TimeWindow(Start, Start.AddMinutes(1)));
    }

    [Fact]
    public void Requests_of_ASP_NET_Core_count_by_their_status()
    {
        var indicator = new Indicator("i");
        using var meter = new Meter("Microsoft.AspNetCore.Hosting");
        using var source = MeterSource.HttpServerAvailability(indicator, "/orders");
        var duration = meter.CreateHistogram<double>("http.server.request.duration", "s");
        duration.Record(0.1, new("http.response.status_code", 200), new("http.route", "/orders"));
        duration.Record(0.1, new("http.response.status_code", 404), new("http.route", "/orders"));
        duration.Record(0.1, new("http.response.status_code", 503), new("http.route", "/orders"));
        duration.Record(0.1, new("error.type", "System.IO.IOException"), new KeyValuePair<string, object?>("http.route", "/orders"));
        duration.Record(0.1, new("http.response.status_code", 500), new("http.route", "/else"));

        Assert.Equal(new EventCounts(2, 4), All(indicator));
    }

    [Fact]
    public void Latency_of_requests_leaves_failures_out_and_counts_the_threshold_as_good()
    {
        var indicator = new Indicator("i");
        using var source = MeterSource.HttpServerLatency(indicator, TimeSpan.FromMilliseconds(300));
        using var meter = new Meter("Microsoft.AspNetCore.Hosting");
        var duration = meter.CreateHistogram<double>("http.server.request.duration", "s");
        duration.Record(0.3, new KeyValuePair<string, object?>("http.response.status_code", 200));
        duration.Record(0.3000001, new KeyValuePair<string, object?>("http.response.status_code", 200));
        duration.Record(9, new KeyValuePair<string, object?>("http.response.status_code", 500));

        Assert.Equal(new EventCounts(1, 2), All(indicator));
    }

    [Fact]
    public void Any_instrument_of_any_type_can_be_listened_to()
    {
        var indicator = new Indicator("i");
        using var meter = new Meter("shop");
        var counter = meter.CreateCounter<int>("orders");
        meter.CreateObservableCounter("others", static () => 7L);
        using var orders = new MeterSource(indicator, "orders", static (value, tags) => new EventCounts(tags.Length == 0 ? (long)value : 0, (long)value), "shop");
        using var others = new MeterSource(indicator, "others", static (value, _) => EventCounts.Clamp((long)value, (long)value));
        counter.Add(5);
        counter.Add(2, new KeyValuePair<string, object?>("failed", true));
        others.Observe();
        orders.Dispose();
        counter.Add(100);

        Assert.Equal(new EventCounts(12, 14), All(indicator));
    }
}
