using Patterns.Updates.Feeds;

namespace Patterns.Updates;

/// <summary>What is known of a feed besides its updates and its writers. For those who write a backend.</summary>
/// <param name="Name">Name of the feed.</param>
/// <param name="Configuration">How it was created, with everything filled in.</param>
/// <param name="Lineage">Which offsets it has.</param>
/// <param name="IsDeleted">Whether it is kept for its forks only.</param>
public sealed record FeedDescription(string Name, FeedConfiguration Configuration, FeedLineage Lineage, bool IsDeleted = false)
{
    /// <summary>The description as a JSON document in UTF-8.</summary>
    public byte[] ToJson() => FeedDescriptionFormat.Write(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">The document.</param>
    /// <exception cref="PayloadFormatException">The document is no such description.</exception>
    public static FeedDescription FromJson(ReadOnlySpan<byte> json) => FeedDescriptionFormat.Read(json);
}
