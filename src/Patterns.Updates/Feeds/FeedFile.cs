namespace Patterns.Updates.Feeds;

/// <summary>What is known of a feed besides its updates.</summary>
/// <param name="Name">Name of the feed.</param>
/// <param name="Configuration">How it was created, with everything filled in.</param>
/// <param name="Lineage">Which offsets it has.</param>
/// <param name="IsDeleted">Whether it is kept for its forks only.</param>
internal sealed record FeedFile(string Name, FeedConfiguration Configuration, FeedLineage Lineage, bool IsDeleted);
