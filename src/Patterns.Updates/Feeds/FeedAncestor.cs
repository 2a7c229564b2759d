namespace Patterns.Updates;

/// <summary>A feed that a fork inherited updates of.</summary>
/// <param name="Feed">Name of the feed.</param>
/// <param name="Epoch">The incarnation of the feed.</param>
/// <param name="LastSequence">Sequence of the last update that was inherited of it.</param>
public readonly record struct FeedAncestor(string Feed, long Epoch, long LastSequence);
