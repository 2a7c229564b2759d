using Microsoft.AspNetCore.Http;

namespace Patterns.Updates.AspNetCore;

/// <summary>What somebody is about to do to a feed, for <see cref="UpdatesHttpOptions.Authorize"/>. Immutable.</summary>
/// <param name="Context">The request.</param>
/// <param name="Feed">Name of the feed; there may be none of that name.</param>
/// <param name="Operation">One operation.</param>
public sealed record FeedAccess(HttpContext Context, string Feed, FeedOperations Operation);
