using System.Diagnostics.Metrics;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What is counted about webhooks. No endpoint is named, as they may be many.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    public const string MeterName = "Patterns.Updates";

    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _disabled;
    private readonly Histogram<double> _durations;

    /// <param name="inFlight">Counts the attempts under way.</param>
    public WebhookMetrics(Func<int> inFlight)
    {
        _meter = new Meter(MeterName);
        _attempts = _meter.CreateCounter<long>("patterns.updates.webhooks.attempts", "{attempt}", "Attempts to deliver an update, by result.");
        _disabled = _meter.CreateCounter<long>("patterns.updates.webhooks.disabled", "{endpoint}", "Endpoints disabled, by reason.");
        _durations = _meter.CreateHistogram<double>("patterns.updates.webhooks.attempt.duration", "s", "Duration of attempts, by result.");
        _meter.CreateObservableGauge("patterns.updates.webhooks.in_flight", inFlight, "{attempt}", "Attempts under way.");
    }

    public void Attempted(AttemptResult result, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("result", Name(result));
        _attempts.Add(1, tag);
        _durations.Record(duration.TotalSeconds, tag);
    }

    public void Disabled(WebhookDisabledReason reason) => _disabled.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString()));

    public void Dispose() => _meter.Dispose();

    private static string Name(AttemptResult result) => result switch
    {
        AttemptResult.Delivered => "delivered",
        AttemptResult.WillRetry => "retry",
        AttemptResult.DeadLettered => "dead_letter",
        AttemptResult.Disabled => "disabled",
        _ => "abandoned",
    };
}
