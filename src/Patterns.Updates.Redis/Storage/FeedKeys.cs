using System.Globalization;

namespace Patterns.Updates.Redis.Storage;

/// <summary>The keys. What belongs to one incarnation of a feed is keyed by its epoch, so that nothing of a deleted feed is ever taken for that of its successor.</summary>
internal sealed class FeedKeys(string prefix)
{
    /// <summary>Channel of messages: the id of a feed that changed.</summary>
    public string Channel => $"{prefix}:changed";

    /// <summary>Sorted set of the names.</summary>
    public string Names => $"{prefix}:names";

    /// <summary>The last epoch.</summary>
    public string Epoch => $"{prefix}:epoch";

    public string Prefix => prefix;

    /// <summary>Hash of what is known of a feed.</summary>
    public string Feed(string name) => $"{prefix}:feed:{name}";

    /// <summary>Set of the names of the forks of a feed.</summary>
    public string Forks(string name) => $"{prefix}:forks:{name}";

    /// <summary>Stream of the updates; the id of an entry is its sequence.</summary>
    public string Stream(long epoch) => string.Create(CultureInfo.InvariantCulture, $"{prefix}:updates:{epoch}");

    /// <summary>Hash of the producers.</summary>
    public string Producers(long epoch) => string.Create(CultureInfo.InvariantCulture, $"{prefix}:producers:{epoch}");
}
