using System.Runtime.CompilerServices;
using Patterns.Updates.Feeds;
using Patterns.Updates.Memory;

namespace Patterns.Updates;

/// <summary>
/// Feeds in the memory of this process: for tests, and for updates that need not outlive it. Keeps all promises of <see cref="IUpdateStore"/> but
/// durability. Safe for use by any number of threads.
/// </summary>
public sealed class MemoryUpdateStore : IUpdateStore
{
    private readonly Lock _lock = new();
    private readonly FeedTable<MemoryUpdateLog> _feeds = new();
    private readonly TimeProvider _timeProvider;
    private long _lastEpoch;

    /// <summary>Creates an empty store.</summary>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    public MemoryUpdateStore(TimeProvider? timeProvider = null) => _timeProvider = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public ValueTask<FeedCreation> CreateAsync(
        string name, FeedConfiguration? configuration = null, AppendRequest? first = null, CancellationToken cancellationToken = default)
    {
        FeedName.ThrowIfInvalid(name);
        configuration ??= FeedConfiguration.Default;
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (FindForCreation(name) is { } existing)
            {
                return configuration.Matches(existing.Configuration)
                    ? new ValueTask<FeedCreation>(new FeedCreation(existing, IsNew: false))
                    : throw new FeedConflictException(name, $"it is {existing.Configuration}, asked for was {configuration}");
            }

            var log = configuration.Fork is { } fork ? Fork(name, configuration, fork) : New(name, configuration.Resolve(), static epoch => new FeedLineage(epoch), []);
            if (first is not null && (first.Updates.Count > 0 || first.Close))
            {
                log.Append(first);
            }

            _feeds.Add(name, log, configuration.Fork?.Source);
            return new ValueTask<FeedCreation>(new FeedCreation(log, IsNew: true));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IUpdateLog?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return new ValueTask<IUpdateLog?>(FeedName.WhyNot(name) is null ? Find(name) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (FeedName.WhyNot(name) is not null || Find(name) is not { } log)
            {
                return new ValueTask<bool>(false);
            }

            Delete(log);
            return new ValueTask<bool>(true);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        string[] names;
        lock (_lock)
        {
            names = [.. _feeds.Feeds.Where(static log => !log.IsExpired).Select(static log => log.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
        }

        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <summary>Ends every feed; who waits on one is told that it is gone.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            foreach (var log in _feeds.All)
            {
                log.End();
            }
        }

        return ValueTask.CompletedTask;
    }

    private MemoryUpdateLog Fork(string name, FeedConfiguration configuration, ForkPoint fork)
    {
        MemoryUpdateLog? source;
        try
        {
            source = Find(fork.Source);
        }
        catch (FeedDeletedException)
        {
            throw new ForkRejectedException(fork, ForkRejection.SourceDeleted, "it was deleted and is kept for its forks only");
        }

        if (source is null)
        {
            throw new ForkRejectedException(fork, ForkRejection.SourceNotFound, "there is no such feed");
        }

        var resolved = configuration.Resolve(source.Configuration);
        var inheritance = source.Inherit(fork);
        var log = New(name, resolved, epoch => source.Lineage.Fork(source.Name, epoch, inheritance.LastSequence), inheritance.Updates);
        if (inheritance.Cut is { } cut)
        {
            log.Append(new AppendRequest([cut]));
        }

        return log;
    }

    private MemoryUpdateLog New(string name, FeedConfiguration configuration, Func<long, FeedLineage> lineage, IReadOnlyList<Update> inherited)
    {
        _lastEpoch = Math.Max(_lastEpoch + 1, (_timeProvider.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks);
        return new MemoryUpdateLog(name, configuration, lineage(_lastEpoch), inherited, _timeProvider);
    }

    private MemoryUpdateLog? FindForCreation(string name)
    {
        try
        {
            return Find(name);
        }
        catch (FeedDeletedException)
        {
            throw new FeedConflictException(name, "it was deleted and is kept for its forks only");
        }
    }

    private MemoryUpdateLog? Find(string name)
    {
        var log = _feeds.Find(name);
        if (log is not { IsExpired: true })
        {
            return log;
        }

        Delete(log);
        return _feeds.Find(name);
    }

    private void Delete(MemoryUpdateLog log)
    {
        log.End();
        _feeds.Delete(log.Name);
    }
}
