namespace Patterns.Updates.AspNetCore;

/// <summary>Who may use wake subscriptions over HTTP.</summary>
public sealed class WakeSubscriptionsHttpOptions
{
    /// <summary>Asked before each operation; false is answered with 403. Null, the default, refuses everything.</summary>
    public Func<WakeAccess, ValueTask<bool>>? Authorize { get; set; }

    /// <summary>
    /// Where the outside finds the feeds, absolute and without a slash at the end: <c>https://api.example.com/feeds</c>. Workers call back there. Null, the
    /// default, for what the request that makes a subscription was sent to, which is right unless a proxy changes it.
    /// </summary>
    public Uri? FeedsUrl { get; set; }
}
