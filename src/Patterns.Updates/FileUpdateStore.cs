using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Updates.Feeds;
using Patterns.Updates.Files;
using Patterns.Updates.Metrics;
using Patterns.Updates.Registration;
using Patterns.Updates.Segments;

namespace Patterns.Updates;

/// <summary>
/// Feeds in a folder of the local disk, each a log in segments. One process has a folder at a time. Opening cuts nothing but a batch whose writing
/// was interrupted; anything else that is not as it was written is refused with its exact place. Safe for use by any number of threads.
/// </summary>
/// <remarks>Idle time of feeds that expire is counted from the last use or from the start of the process, whichever is later.</remarks>
public sealed class FileUpdateStore : IUpdateStore
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _changing = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly FeedMetrics _metrics;
    private readonly UpdateStoreOptions _options;
    private readonly SegmentClock _clock;
    private readonly ILogger _logger;
    private readonly FeedFolder _folder;
    private readonly string _root;
    private FeedTable<FeedSlot>? _feeds;
    private FileStream? _ownership;
    private Task _maintenance = Task.CompletedTask;
    private long _lastEpoch;
    private long _epochOnDisk;

    /// <summary>Creates a store. The folder is opened at first use.</summary>
    /// <param name="options">How feeds are kept; must have a directory.</param>
    /// <param name="timeProvider">The clock; null for the system's.</param>
    /// <param name="random">Source of the numbers that go into checksums; null for one of its own.</param>
    /// <param name="logger">Gets what happens; null for nobody.</param>
    /// <param name="meters">Makes the meter <c>Patterns.Updates</c>; null for one that belongs to nobody.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or there is no directory.</exception>
    public FileUpdateStore(
        UpdateStoreOptions options, TimeProvider? timeProvider = null, Random? random = null, ILogger<FileUpdateStore>? logger = null, IMeterFactory? meters = null)
        : this(options, timeProvider ?? TimeProvider.System, random ?? new Random(), logger, meters, static path => new LogFolder(path))
    {
    }

    internal FileUpdateStore(
        UpdateStoreOptions options, TimeProvider timeProvider, Random random, ILogger<FileUpdateStore>? logger, IMeterFactory? meters, Func<string, ILogFolder> openFolder)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Directory is null || UpdateStoreOptionsValidator.Failures(options).FirstOrDefault() is not null)
        {
            throw new ArgumentException(UpdateStoreOptionsValidator.Failures(options).FirstOrDefault() ?? $"{nameof(UpdateStoreOptions.Directory)} is the path of a folder, but is null.", nameof(options));
        }

        _options = options;
        _root = Path.GetFullPath(options.Directory);
        _clock = new SegmentClock(timeProvider, random);
        _metrics = new FeedMetrics(meters);
        _logger = logger ?? NullLogger<FileUpdateStore>.Instance;
        _folder = new FeedFolder(
            _root, openFolder, new SegmentLogSettings(_clock, _metrics, options.MaxBatchBytes, options.TailBytes, options.SegmentBytes, options.Durability == UpdateDurability.Flushed));
    }

    /// <inheritdoc/>
    /// <exception cref="UpdateStoreInUseException">Another process has the folder.</exception>
    /// <exception cref="SegmentDamagedException">A feed is not as it was written.</exception>
    /// <exception cref="UpdateStoreDamagedException">The file with the last epoch is not as it was written.</exception>
    public async ValueTask<FeedCreation> CreateAsync(
        string name, FeedConfiguration? configuration = null, AppendRequest? first = null, CancellationToken cancellationToken = default)
    {
        FeedName.ThrowIfInvalid(name);
        configuration ??= FeedConfiguration.Default;
        using var change = await BeginChangeAsync(cancellationToken).ConfigureAwait(false);
        FeedSlot? existing;
        try
        {
            existing = await FindSlotAsync(name).ConfigureAwait(false);
        }
        catch (FeedDeletedException)
        {
            throw new FeedConflictException(name, "it was deleted and is kept for its forks only");
        }

        if (existing is not null)
        {
            return configuration.Matches(existing.Feed.Configuration)
                ? new FeedCreation(Open(existing), IsNew: false)
                : throw new FeedConflictException(name, $"it is {existing.Feed.Configuration}, asked for was {configuration}");
        }

        _lastEpoch = Math.Max(_lastEpoch + 1, _clock.NowTicks - DateTimeOffset.UnixEpoch.Ticks);
        FeedDescription feed;
        ForkInheritance? inheritance = null;
        if (configuration.Fork is { } fork)
        {
            var source = await FindSourceAsync(fork).ConfigureAwait(false);
            var resolved = configuration.Resolve(source.Configuration);
            inheritance = await ForkInheritance.ResolveAsync(source, fork, cancellationToken).ConfigureAwait(false);
            feed = new FeedDescription(name, resolved, source.Feed.Lineage.Fork(source.Name, _lastEpoch, inheritance.LastSequence), IsDeleted: false);
        }
        else
        {
            feed = new FeedDescription(name, configuration.Resolve(), new FeedLineage(_lastEpoch), IsDeleted: false);
        }

        var slot = await _folder.CreateAsync(feed, inheritance, first).ConfigureAwait(false);
        lock (_lock)
        {
            _feeds!.Add(name, slot, configuration.Fork?.Source);
        }

        Log.FeedCreated(_logger, name);
        return new FeedCreation(Open(slot), IsNew: true);
    }

    /// <inheritdoc/>
    /// <exception cref="UpdateStoreInUseException">Another process has the folder.</exception>
    /// <exception cref="SegmentDamagedException">The feed is not as it was written.</exception>
    public ValueTask<IUpdateLog?> FindAsync(string name, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (FeedName.WhyNot(name) is not null)
        {
            return new ValueTask<IUpdateLog?>((IUpdateLog?)null);
        }

        lock (_lock)
        {
            if (_feeds is not null && _feeds.Find(name) is var slot && slot is null or { IsExpired: false })
            {
                return new ValueTask<IUpdateLog?>(slot is null ? null : Open(slot));
            }
        }

        return FindSlowlyAsync(name, cancellationToken);
    }

    /// <inheritdoc/>
    /// <exception cref="UpdateStoreInUseException">Another process has the folder.</exception>
    public async ValueTask<bool> DeleteAsync(string name, CancellationToken cancellationToken = default)
    {
        using var change = await BeginChangeAsync(cancellationToken).ConfigureAwait(false);
        if (FeedName.WhyNot(name) is not null || await FindSlotAsync(name).ConfigureAwait(false) is not { } slot)
        {
            return false;
        }

        await DeleteAsync(slot).ConfigureAwait(false);
        Log.FeedDeleted(_logger, name);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="UpdateStoreInUseException">Another process has the folder.</exception>
    public async IAsyncEnumerable<string> ListAsync(string prefix = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        string[] names;
        using (await BeginChangeAsync(cancellationToken).ConfigureAwait(false))
        {
            names = [.. _feeds!.Feeds.Where(static slot => !slot.IsExpired).Select(static slot => slot.Feed.Name).Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
        }

        foreach (var name in names)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }
    }

    /// <summary>Completes what is being appended, ends every feed for those who wait on it, and gives the folder free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await _maintenance.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _changing.WaitAsync().ConfigureAwait(false);
        foreach (var slot in _feeds?.All ?? [])
        {
            await slot.DisposeAsync().ConfigureAwait(false);
        }

        _ownership?.Dispose();
        _metrics.Dispose();
        _changing.Dispose();
        _stopping.Dispose();
    }

    private async ValueTask<IUpdateLog?> FindSlowlyAsync(string name, CancellationToken cancellationToken)
    {
        using var change = await BeginChangeAsync(cancellationToken).ConfigureAwait(false);
        return await FindSlotAsync(name).ConfigureAwait(false) is { } slot ? Open(slot) : null;
    }

    /// <summary>Enters the store alone, and loads what there is the first time.</summary>
    private async Task<Change> BeginChangeAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
        await _changing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_feeds is null)
            {
                Load();
            }

            return new Change(_changing);
        }
        catch
        {
            _changing.Release();
            throw;
        }
    }

    private void Load()
    {
        DurableFiles.CreateFolder(_root);
        _ownership ??= StoreOwnership.Take(_root);
        _lastEpoch = _epochOnDisk = EpochFile.Load(_root);
        FeedTable<FeedSlot> feeds = new();
        var slots = _folder.Load();
        foreach (var slot in slots)
        {
            feeds.Add(slot.Feed.Name, slot, slot.Feed.Configuration.Fork?.Source, slot.Feed.IsDeleted);
            _lastEpoch = Math.Max(_lastEpoch, slot.Feed.Lineage.Epoch);
        }

        // A process that was killed while it deleted the last fork has left the source.
        foreach (var unused in slots.Where(static slot => slot.Feed.IsDeleted).SelectMany(slot => feeds.Delete(slot.Feed.Name)))
        {
            SaveEpoch();
            _folder.Delete(unused);
        }

        _feeds = feeds;
        _maintenance = MaintainAsync();
    }

    // A feed that is there has its epoch with it; the epochs of those that are deleted must not come again, whatever the clock says then.
    private void SaveEpoch()
    {
        if (_epochOnDisk < _lastEpoch)
        {
            EpochFile.Save(_root, _lastEpoch);
            _epochOnDisk = _lastEpoch;
        }
    }

    private SegmentUpdateLog Open(FeedSlot slot)
    {
        var log = slot.Open();
        if (slot.TakeCutBytes() is > 0 and var bytes)
        {
            Log.TornBatchCut(_logger, slot.Feed.Name, bytes);
        }

        return log;
    }

    private async Task<FeedSlot?> FindSlotAsync(string name)
    {
        var slot = _feeds!.Find(name);
        if (slot is not { IsExpired: true })
        {
            return slot;
        }

        await DeleteAsync(slot).ConfigureAwait(false);
        Log.FeedExpired(_logger, name);
        return _feeds.Find(name);
    }

    private async Task<SegmentUpdateLog> FindSourceAsync(ForkPoint fork)
    {
        try
        {
            return await FindSlotAsync(fork.Source).ConfigureAwait(false) is { } slot ? Open(slot) : throw new ForkRejectedException(fork, ForkRejection.SourceNotFound, "there is no such feed");
        }
        catch (FeedDeletedException)
        {
            throw new ForkRejectedException(fork, ForkRejection.SourceDeleted, "it was deleted and is kept for its forks only");
        }
    }

    private async Task DeleteAsync(FeedSlot slot)
    {
        SaveEpoch();
        FeedFolder.MarkDeleted(slot);
        await slot.DisposeAsync().ConfigureAwait(false);
        IReadOnlyList<FeedSlot> unneeded;
        lock (_lock)
        {
            unneeded = _feeds!.Delete(slot.Feed.Name);
        }

        foreach (var unused in unneeded)
        {
            _folder.Delete(unused);
        }
    }

    private async Task MaintainAsync()
    {
        while (true)
        {
            await Task.Delay(_options.MaintenanceInterval, _clock.TimeProvider, _stopping.Token).ConfigureAwait(false);
            using var change = await BeginChangeAsync(_stopping.Token).ConfigureAwait(false);
            foreach (var slot in _feeds!.Feeds.ToList())
            {
                await MaintainAsync(slot).ConfigureAwait(false);
            }
        }
    }

    private async Task MaintainAsync(FeedSlot slot)
    {
        try
        {
            if (slot.IsExpired)
            {
                await DeleteAsync(slot).ConfigureAwait(false);
                Log.FeedExpired(_logger, slot.Feed.Name);
            }
            else if (slot.Feed.Configuration is { RetainFor: not null } or { RetainBytes: not null })
            {
                Open(slot).Retain();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PatternsException)
        {
            Log.MaintenanceFailed(_logger, slot.Feed.Name, exception);
        }
    }

    private readonly struct Change(SemaphoreSlim changing) : IDisposable
    {
        public void Dispose() => changing.Release();
    }
}
