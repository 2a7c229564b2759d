using System.Text.Json;
using Microsoft.Extensions.Logging;
using Patterns.Core;
using Patterns.Tables.Delta.Checkpoints;

namespace Patterns.Tables.Delta;

/// <summary>
/// The transaction log of one table: commits as objects <c>_delta_log/%020d.json</c>, each created only if absent, so that of several
/// writers of one version exactly one succeeds. Safe for use by several threads.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Delta Log Entries".</remarks>
internal sealed class DeltaLog
{
    /// <summary>
    /// After this long without contact the log is listed anew instead of looking for the next version only: somebody may have cleaned up
    /// old commits behind a checkpoint, and a gap must not look like the end. Cleanup keeps commits for days.
    /// </summary>
    private static readonly TimeSpan TrustedSilence = TimeSpan.FromHours(1);

    private readonly IObjectStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private long _lastContact;

    public DeltaLog(IObjectStore store, string tablePath, TimeProvider time, ILogger logger)
    {
        _store = store;
        _time = time;
        _logger = logger;
        TablePath = tablePath;
        _lastContact = time.GetTimestamp();
    }

    /// <summary>Folder of the table in the store.</summary>
    public string TablePath { get; }

    /// <summary>Path of the object that holds the commit of a version.</summary>
    public string PathOf(long version) => ObjectPath.Combine(TablePath, LogFileName.Commit(version));

    /// <summary>The state of the table.</summary>
    /// <param name="version">Version wanted; null means the latest.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The state, or null when there is no table.</returns>
    /// <exception cref="VersionNotFoundException">The table has no such version, or no longer.</exception>
    /// <exception cref="TableLogException">The log is damaged.</exception>
    public async Task<Snapshot?> LoadAsync(long? version = null, CancellationToken cancellationToken = default)
    {
        var listing = await ListAsync(version, cancellationToken).ConfigureAwait(false);
        Touch();
        if (listing.IsEmpty)
        {
            return null;
        }

        if (version > listing.Latest)
        {
            throw new VersionNotFoundException(TablePath, version.Value, listing.Earliest, listing.Latest);
        }

        var target = version ?? listing.Latest;
        var start = await StartAsync(listing, target, cancellationToken).ConfigureAwait(false);
        var commits = new List<Commit>();
        for (var next = (start?.Version ?? -1) + 1; next <= target; next = commits[^1].Version + 1)
        {
            // A listing that runs beside a writer may miss a commit and see its successor, so what was not listed is asked for by name.
            commits.Add(await TryReadCompactionAsync(listing, next, target, cancellationToken).ConfigureAwait(false)
                ?? await TryReadCommitAsync(next, cancellationToken).ConfigureAwait(false)
                ?? throw TableLogException.MissingVersion(TablePath, next, listing.Latest));
        }

        return start is not null && commits.Count == 0 ? start : Snapshot.Replay(start, commits, TablePath);
    }

    /// <summary>The latest state, given one that was the latest once.</summary>
    public async Task<Snapshot> RefreshAsync(Snapshot snapshot, CancellationToken cancellationToken = default)
    {
        if (_time.GetElapsedTime(Volatile.Read(ref _lastContact)) > TrustedSilence)
        {
            return await LoadAsync(null, cancellationToken).ConfigureAwait(false) ?? throw new TableNotFoundException(TablePath);
        }

        var commits = await ReadAfterAsync(snapshot.Version, cancellationToken).ConfigureAwait(false);
        return commits.Count == 0 ? snapshot : Snapshot.Replay(snapshot, commits, TablePath);
    }

    /// <summary>The commits after a version, in order, to the end of the log.</summary>
    public async Task<IReadOnlyList<Commit>> ReadAfterAsync(long version, CancellationToken cancellationToken = default)
    {
        var commits = new List<Commit>();
        while (await TryReadCommitAsync(version + commits.Count + 1, cancellationToken).ConfigureAwait(false) is { } commit)
        {
            commits.Add(commit);
        }

        Touch();
        return commits;
    }

    /// <summary>The commit of a version, or null when there is none.</summary>
    public async Task<Commit?> TryReadCommitAsync(long version, CancellationToken cancellationToken = default)
        => await TryReadAsync(PathOf(version), cancellationToken).ConfigureAwait(false) is { } bytes
            ? Commit.Parse(version, bytes, PathOf(version))
            : null;

    /// <summary>The content of the commit of a version, or null when there is none.</summary>
    public Task<byte[]?> TryReadBytesAsync(long version, CancellationToken cancellationToken = default) => TryReadAsync(PathOf(version), cancellationToken);

    /// <summary>Creates the commit of a version if there is none.</summary>
    /// <exception cref="ObjectExistsException">The version is taken, perhaps by an earlier attempt of the same writer.</exception>
    public Task PutAsync(long version, byte[] content) => _store.PutAsync(PathOf(version), content, PutMode.IfAbsent, CancellationToken.None);

    /// <summary>
    /// Does what follows a commit: writes the checksum of the state and, if it is its turn, a checkpoint, behind which the log is cleaned up. All this
    /// only helps later, so a failure is logged and does not reach the caller, whose commit has succeeded.
    /// </summary>
    public async Task CheckpointAsync(Snapshot snapshot)
    {
        await WriteChecksumAsync(snapshot).ConfigureAwait(false);
        if (snapshot.Version == 0 || snapshot.Version % snapshot.Metadata.CheckpointInterval != 0)
        {
            return;
        }

        try
        {
            await new CheckpointWriter(_store, TablePath).WriteAsync(snapshot, _time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
            var deleted = await new LogCleanup(_store, TablePath).RunAsync(snapshot.Metadata, _time.GetUtcNow(), CancellationToken.None).ConfigureAwait(false);
            if (deleted > 0)
            {
                Log.LogCleaned(_logger, TablePath, deleted);
            }
        }
        catch (Exception exception)
        {
            Log.CheckpointFailed(_logger, TablePath, snapshot.Version, exception);
        }
    }

    private async Task WriteChecksumAsync(Snapshot snapshot)
    {
        try
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(VersionChecksum.Of(snapshot), LogJson.Protocol.VersionChecksum);
            await _store.PutAsync(ObjectPath.Combine(TablePath, LogFileName.Checksum(snapshot.Version)), json, PutMode.IfAbsent).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Log.ChecksumFailed(_logger, TablePath, snapshot.Version, exception);
        }
    }

    /// <summary>The longest run of commits as one that begins with a version; null when there is none that can be read.</summary>
    private async Task<Commit?> TryReadCompactionAsync(LogListing listing, long first, long target, CancellationToken cancellationToken)
    {
        var found = listing.Compactions.Where(run => run.First == first && run.Last <= target).Select(static run => run.Last).DefaultIfEmpty(-1).Max();
        var path = ObjectPath.Combine(TablePath, LogFileName.Compaction(first, found));
        try
        {
            return found >= 0 && await TryReadAsync(path, cancellationToken).ConfigureAwait(false) is { } bytes
                ? Commit.Parse(found, bytes, path) with { FirstVersion = first }
                : null;
        }
        catch (TableLogException exception)
        {
            Log.CheckpointUnreadable(_logger, TablePath, found, exception);
            return null;
        }
    }

    private async Task<byte[]?> TryReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.ReadAllAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The log, or for the latest version its end from a recent checkpoint on.</summary>
    private async Task<LogListing> ListAsync(long? version, CancellationToken cancellationToken)
    {
        var hint = version is null ? await ReadHintAsync(cancellationToken).ConfigureAwait(false) : null;
        if (hint is { Version: > 0 })
        {
            var end = await LogListing.ReadAsync(_store, TablePath, hint.Version, cancellationToken).ConfigureAwait(false);
            if (end.Checkpoints.Count > 0)
            {
                return end;
            }
        }

        return await LogListing.ReadAsync(_store, TablePath, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private async Task<CheckpointHint?> ReadHintAsync(CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await TryReadAsync(ObjectPath.Combine(TablePath, CheckpointHint.Name), cancellationToken).ConfigureAwait(false);
            return bytes is null ? null : JsonSerializer.Deserialize(bytes, LogJson.Protocol.CheckpointHint);
        }
        catch (JsonException)
        {
            return null; // it only saves time
        }
    }

    /// <summary>The state at the last checkpoint up to a version that can be read; null when the commits have to be read from the first one on.</summary>
    private async Task<Snapshot?> StartAsync(LogListing listing, long version, CancellationToken cancellationToken)
    {
        TableLogException? damage = null;
        foreach (var checkpoint in listing.Checkpoints.Reverse().Where(checkpoint => checkpoint.Version <= version))
        {
            try
            {
                return await new CheckpointReader(_store, TablePath).ReadAsync(checkpoint, cancellationToken).ConfigureAwait(false);
            }
            catch (TableLogException exception)
            {
                Log.CheckpointUnreadable(_logger, TablePath, checkpoint.Version, exception);
                damage ??= exception;
            }
        }

        // The listing may begin at the hint; what stands before it is looked for only now that it is needed.
        var all = damage is null ? listing : await LogListing.ReadAsync(_store, TablePath, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (all.Earliest < listing.Earliest)
        {
            return await StartAsync(all, version, cancellationToken).ConfigureAwait(false);
        }

        return all.Commits.FirstOrDefault(-1) == 0 || all.Checkpoints.Count == 0 ? null
            : throw damage ?? (Exception)new VersionNotFoundException(TablePath, version, all.Earliest, all.Latest);
    }

    private void Touch() => Volatile.Write(ref _lastContact, _time.GetTimestamp());
}
