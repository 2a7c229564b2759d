using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore;

/// <summary>What somebody is about to do to the subscriptions of a feed, for <see cref="WebhookSubscriptionsOptions.Authorize"/>. Immutable.</summary>
/// <param name="Context">The request.</param>
/// <param name="Feed">Name of the feed; there may be none of that name.</param>
/// <param name="Operation">What is to be done.</param>
public sealed record WebhookAccess(HttpContext Context, string Feed, WebhookOperation Operation);
