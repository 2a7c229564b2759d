namespace Patterns.Updates;

/// <summary>Where a feed begins and ends at one moment. Immutable.</summary>
/// <param name="Earliest">The cursor before the earliest update that is still there; the tail when there is none.</param>
/// <param name="Tail">The cursor behind the last update.</param>
/// <param name="IsClosed">Whether nothing will be appended any more.</param>
/// <param name="ExpiresAt">When the feed will be gone if nobody uses it until then; null for never.</param>
public sealed record FeedState(UpdateOffset Earliest, UpdateOffset Tail, bool IsClosed, DateTimeOffset? ExpiresAt);
