namespace Patterns.Updates;

/// <summary>A feed that a wake subscription follows, at one moment. Immutable.</summary>
/// <param name="Name">Name of the feed.</param>
/// <param name="IsExplicit">Whether it was named; else it fits the pattern only.</param>
/// <param name="Acknowledged">Up to where workers are done; <see cref="UpdateOffset.Start"/> when there was no such feed yet.</param>
/// <param name="Tail">Its end; null when there is no such feed.</param>
/// <param name="HasPending">Whether there are updates after <paramref name="Acknowledged"/>.</param>
public sealed record WakeFeed(string Name, bool IsExplicit, UpdateOffset Acknowledged, UpdateOffset? Tail, bool HasPending);
