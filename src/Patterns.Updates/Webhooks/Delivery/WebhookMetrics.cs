using System.Diagnostics.Metrics;
using Patterns.Updates.Metrics;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What is counted about webhooks. No endpoint is named, as they may be many.</summary>
internal sealed class WebhookMetrics : IDisposable
{
    // The longest attempt ends after the time that an answer may take.
    private static readonly InstrumentAdvice<double> DurationAdvice = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _disabled;
    private readonly Histogram<double> _durations;

    /// <param name="meters">Makes the meter; null for one that belongs to nobody.</param>
    /// <param name="inFlight">Counts the attempts under way.</param>
    public WebhookMetrics(IMeterFactory? meters, Func<int> inFlight)
    {
        _meter = meters?.Create(FeedMetrics.MeterName) ?? new Meter(FeedMetrics.MeterName);
        _attempts = _meter.CreateCounter<long>("patterns.updates.webhooks.attempts", "{attempt}", "Attempts to deliver an update, by result.");
        _disabled = _meter.CreateCounter<long>("patterns.updates.webhooks.disabled", "{endpoint}", "Endpoints disabled, by reason.");
        _durations = _meter.CreateHistogram("patterns.updates.webhooks.attempt.duration", "s", "Duration of attempts, by result.", advice: DurationAdvice);
        _meter.CreateObservableGauge("patterns.updates.webhooks.in_flight", inFlight, "{attempt}", "Attempts under way.");
    }

    public void Attempted(AttemptResult result, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("result", Name(result));
        _attempts.Add(1, tag);
        _durations.Record(duration.TotalSeconds, tag);
    }

    public void Disabled(WebhookDisabledReason reason) => _disabled.Add(1, new KeyValuePair<string, object?>("reason", Name(reason)));

    public void Dispose() => _meter.Dispose();

    private static string Name(AttemptResult result) => result switch
    {
        AttemptResult.Delivered => "delivered",
        AttemptResult.WillRetry => "retry",
        AttemptResult.DeadLettered => "dead_letter",
        AttemptResult.Disabled => "disabled",
        _ => "abandoned",
    };

    private static string Name(WebhookDisabledReason reason) => reason switch
    {
        WebhookDisabledReason.ByRequest => "by_request",
        WebhookDisabledReason.EndpointGone => "endpoint_gone",
        WebhookDisabledReason.Failing => "failing",
        WebhookDisabledReason.TooManyDeadLetters => "too_many_dead_letters",
        WebhookDisabledReason.UpdatesExpired => "updates_expired",
        WebhookDisabledReason.FeedDeleted => "feed_deleted",
        _ => "target_refused",
    };
}
