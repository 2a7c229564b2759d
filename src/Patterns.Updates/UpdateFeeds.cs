using System.Text.Json;
using Patterns.Updates.Json;

namespace Patterns.Updates;

/// <summary>The feeds of a store, for those who publish: <c>await feeds["orders"].AppendAsync(new OrderPaid(…))</c>. Safe for use by any number of threads.</summary>
public sealed class UpdateFeeds
{
    private readonly JsonSerializerOptions _json;

    /// <summary>Creates it.</summary>
    /// <param name="store">The store; stays the caller's.</param>
    /// <param name="json">How values become JSON: has the type information of what is appended, for example that of a source-generated context. Null for the web defaults.</param>
    /// <exception cref="ArgumentNullException">The store is null.</exception>
    public UpdateFeeds(IUpdateStore store, JsonSerializerOptions? json = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        Store = store;
        _json = json ?? WebJson.Options;
    }

    /// <summary>The store.</summary>
    public IUpdateStore Store { get; }

    /// <summary>A feed, which is created with the defaults at its first use if it is not there.</summary>
    /// <param name="name">Name of the feed; see <see cref="FeedName"/>.</param>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public UpdateFeed this[string name] => new(Store, name, _json);
}
