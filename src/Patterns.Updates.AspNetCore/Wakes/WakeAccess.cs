using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore;

/// <summary>What somebody is about to do to a wake subscription, for <see cref="WakeSubscriptionsHttpOptions.Authorize"/>. Immutable.</summary>
/// <param name="Context">The request.</param>
/// <param name="Id">Id of the subscription; there may be none of that id.</param>
/// <param name="Operation">What is to be done.</param>
public sealed record WakeAccess(HttpContext Context, string Id, WakeOperation Operation);
