using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore;

/// <summary>Who may subscribe webhooks over HTTP.</summary>
public sealed class WebhookSubscriptionsOptions
{
    /// <summary>Asked before each operation; false is answered with 403. Null, the default, refuses everything: whoever subscribes has the server send requests.</summary>
    public Func<WebhookAccess, ValueTask<bool>>? Authorize { get; set; }

    /// <summary>
    /// Whose subscriptions a request sees and makes; those of others are as if they were not there. Null, the default, means the user's name, or the empty
    /// tenant without one.
    /// </summary>
    public Func<HttpContext, string>? Tenant { get; set; }

    /// <summary>Most subscriptions of one tenant, over all feeds, 1 to 1,000,000; 100 by default. Further ones are answered with 409.</summary>
    public int MaxPerTenant { get; set; } = 100;
}
