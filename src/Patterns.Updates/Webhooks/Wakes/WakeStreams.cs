namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>Finds the feeds of a subscription and waits for them to grow. Used by one thread at a time.</summary>
internal sealed class WakeStreams(IUpdateStore feeds, WakeConfiguration configuration, Action grown, TimeProvider time) : IAsyncDisposable
{
    private readonly Dictionary<string, Delivery.FeedWatch> _watches = new(StringComparer.Ordinal);
    private readonly StreamPattern? _pattern = configuration.Pattern is { } text ? new StreamPattern(text) : null;

    /// <summary>Where the feeds of the links are; null for those that are not there.</summary>
    public async Task<IReadOnlyDictionary<string, FeedState?>> ReadAsync(IReadOnlyList<WakeLink> links, CancellationToken cancellationToken)
    {
        var states = new Dictionary<string, FeedState?>(links.Count, StringComparer.Ordinal);
        foreach (var link in links)
        {
            states[link.Name] = await StateOfAsync(link.Name, cancellationToken).ConfigureAwait(false);
        }

        return states;
    }

    /// <summary>Links with what fits the pattern now.</summary>
    /// <param name="links">The links so far, in the order of their names.</param>
    /// <param name="isNew">Whether the subscription is being made: then what the feeds hold already is no work.</param>
    /// <param name="maxStreams">Most links.</param>
    /// <param name="leaveOut">Says which feeds are never taken.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>The links, and how many there was no room for.</returns>
    public async Task<(IReadOnlyList<WakeLink> Links, int LeftOut)> DiscoverAsync(
        IReadOnlyList<WakeLink> links, bool isNew, int maxStreams, Func<string, bool> leaveOut, CancellationToken cancellationToken)
    {
        if (_pattern is null)
        {
            return (links, 0);
        }

        var known = links.ToDictionary(static link => link.Name, StringComparer.Ordinal);
        var fitting = new HashSet<string>(StringComparer.Ordinal);
        var leftOut = 0;
        var changed = false;
        await foreach (var name in feeds.ListAsync(_pattern.Prefix, cancellationToken).ConfigureAwait(false))
        {
            if (!_pattern.Fits(name) || leaveOut(name))
            {
                continue;
            }

            fitting.Add(name);
            if (known.TryGetValue(name, out var link))
            {
                changed |= !link.FitsPattern;
                known[name] = link with { FitsPattern = true };
            }
            else if (known.Count >= maxStreams)
            {
                leftOut++;
            }
            else if (await StateOfAsync(name, cancellationToken).ConfigureAwait(false) is { } state)
            {
                known.Add(name, new WakeLink(name, IsExplicit: false, FitsPattern: true, isNew ? state.Tail : state.Earliest));
                changed = true;
            }
        }

        foreach (var gone in known.Values.Where(link => link.FitsPattern && !fitting.Contains(link.Name)).ToList())
        {
            changed = true;
            if (gone.IsExplicit)
            {
                known[gone.Name] = gone with { FitsPattern = false };
            }
            else
            {
                known.Remove(gone.Name);
            }
        }

        return (changed ? [.. known.Values.OrderBy(static link => link.Name, StringComparer.Ordinal)] : links, leftOut);
    }

    /// <summary>Links with feeds that are named, from their ends on.</summary>
    public async Task<IReadOnlyList<WakeLink>> NameAsync(IReadOnlyList<WakeLink> links, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var known = links.ToDictionary(static link => link.Name, StringComparer.Ordinal);
        foreach (var name in names)
        {
            known[name] = known.TryGetValue(name, out var link)
                ? link with { IsExplicit = true }
                : new WakeLink(name, IsExplicit: true, FitsPattern: false, (await StateOfAsync(name, cancellationToken).ConfigureAwait(false))?.Tail ?? UpdateOffset.Start);
        }

        return [.. known.Values.OrderBy(static link => link.Name, StringComparer.Ordinal)];
    }

    /// <summary>Waits for exactly these feeds from now on, as far as they are there.</summary>
    public async Task WatchAsync(IReadOnlyList<WakeLink> links, CancellationToken cancellationToken)
    {
        var wanted = links.Select(static link => link.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, watch) in _watches.Where(watch => watch.Value.HasEnded || !wanted.Contains(watch.Key)).ToList())
        {
            _watches.Remove(name);
            await watch.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var name in wanted.Where(name => !_watches.ContainsKey(name)))
        {
            // A closed feed does not grow, but one of its name may be made again.
            if (await StateOfAsync(name, cancellationToken).ConfigureAwait(false) is { IsClosed: false })
            {
                _watches.Add(name, new Delivery.FeedWatch(feeds, name, grown, time));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches.Values)
        {
            await watch.DisposeAsync().ConfigureAwait(false);
        }

        _watches.Clear();
    }

    private async Task<FeedState?> StateOfAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await feeds.FindAsync(name, cancellationToken).ConfigureAwait(false) is { } log
                ? await log.GetStateAsync(cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (Exception gone) when (gone is FeedNotFoundException or FeedDeletedException)
        {
            return null;
        }
    }
}
