using Microsoft.Extensions.Logging;

namespace Patterns.Updates.Following;

/// <summary>What all readings of one client have in common.</summary>
internal sealed record FeedSource(HttpClient Http, Uri Url, FeedClientOptions Options)
{
    public required TimeProvider Time { get; init; }

    public required FeedClientMetrics Metrics { get; init; }

    public required ILogger Logger { get; init; }
}
