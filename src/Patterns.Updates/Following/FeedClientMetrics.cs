using System.Diagnostics.Metrics;

namespace Patterns.Updates.Following;

/// <summary>What clients of feeds count, in the meter <c>Patterns.Updates</c>.</summary>
internal sealed class FeedClientMetrics
{
    private readonly Counter<long> _updates;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _duplicates;
    private readonly Counter<long> _gaps;

    public FeedClientMetrics(Meter meter)
    {
        _updates = meter.CreateCounter<long>("patterns.updates.client.updates", "{update}", "Updates received.");
        _attempts = meter.CreateCounter<long>("patterns.updates.client.attempts", "{request}", "Requests sent to follow a feed.");
        _failures = meter.CreateCounter<long>("patterns.updates.client.failures", "{failure}", "Attempts that failed and connections that broke.");
        _duplicates = meter.CreateCounter<long>("patterns.updates.client.duplicates", "{update}", "Updates that had come before and were left out.");
        _gaps = meter.CreateCounter<long>("patterns.updates.client.gaps", "{gap}", "Cursors from which a server could not go on.");
    }

    public void Received(FeedPattern pattern, int updates, int duplicates)
    {
        _updates.Add(updates, Tag(pattern));
        if (duplicates > 0)
        {
            _duplicates.Add(duplicates, Tag(pattern));
        }
    }

    public void Attempted(FeedPattern pattern) => _attempts.Add(1, Tag(pattern));

    public void Failed(FeedPattern pattern) => _failures.Add(1, Tag(pattern));

    public void MetGap() => _gaps.Add(1);

    private static KeyValuePair<string, object?> Tag(FeedPattern pattern)
        => new("pattern", pattern switch { FeedPattern.ServerSentEvents => "sse", FeedPattern.LongPoll => "long-poll", _ => "poll" });
}
