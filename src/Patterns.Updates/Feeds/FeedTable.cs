namespace Patterns.Updates.Feeds;

/// <summary>
/// The feeds of a store by name, and who is a fork of whom: a feed that is deleted while it has forks keeps its name and its updates until the last of
/// them is deleted. Not thread safe.
/// </summary>
internal sealed class FeedTable<TFeed>
    where TFeed : class
{
    private readonly SortedDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The feeds that are not deleted, in ordinal order of their names.</summary>
    public IEnumerable<TFeed> Feeds => _entries.Values.Where(static entry => !entry.IsDeleted).Select(static entry => entry.Feed);

    /// <summary>All of them, those that are kept for their forks too.</summary>
    public IEnumerable<TFeed> All => _entries.Values.Select(static entry => entry.Feed);

    /// <summary>Null when there is no feed of this name.</summary>
    /// <exception cref="FeedDeletedException">It is kept for its forks only.</exception>
    public TFeed? Find(string name)
        => !_entries.TryGetValue(name, out var entry) ? null
            : entry.IsDeleted ? throw new FeedDeletedException(name)
            : entry.Feed;

    public void Add(string name, TFeed feed, string? source, bool isDeleted = false)
    {
        _entries.Add(name, new Entry(name, feed, source) { IsDeleted = isDeleted });
        if (source is not null)
        {
            _entries[source].ForkCount++;
        }
    }

    /// <summary>Marks a feed as deleted.</summary>
    /// <returns>The feeds whose updates nobody needs any more: none while there are forks of it, else it and the deleted ones that it was the last fork of.</returns>
    public IReadOnlyList<TFeed> Delete(string name)
    {
        List<TFeed> unneeded = [];
        var entry = _entries.GetValueOrDefault(name);
        entry?.IsDeleted = true;
        while (entry is { IsDeleted: true, ForkCount: 0 })
        {
            _entries.Remove(entry.Name);
            unneeded.Add(entry.Feed);
            if (entry.Source is null)
            {
                break;
            }

            entry = _entries[entry.Source];
            entry.ForkCount--;
        }

        return unneeded;
    }

    private sealed record Entry(string Name, TFeed Feed, string? Source)
    {
        public int ForkCount { get; set; }

        public bool IsDeleted { get; set; }
    }
}
