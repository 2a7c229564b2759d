using Patterns.Core;

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
    private long _lastContact;

    public DeltaLog(IObjectStore store, string tablePath, TimeProvider time)
    {
        _store = store;
        _time = time;
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
    /// <exception cref="VersionNotFoundException">The table has no such version.</exception>
    /// <exception cref="TableLogException">The log is damaged.</exception>
    /// <exception cref="UnsupportedTableException">The log starts with a checkpoint.</exception>
    public async Task<Snapshot?> LoadAsync(long? version = null, CancellationToken cancellationToken = default)
    {
        var listing = await LogListing.ReadAsync(_store, TablePath, cancellationToken).ConfigureAwait(false);
        Touch();
        if (listing.IsEmpty)
        {
            return null;
        }

        RequireCompleteLog(listing);
        var latest = listing.Commits[^1];
        if (version > latest)
        {
            throw new VersionNotFoundException(TablePath, version.Value, latest);
        }

        var commits = new List<Commit>();
        for (var next = 0L; next <= (version ?? latest); next++)
        {
            // A listing that runs beside a writer may miss a commit and see its successor, so what was not listed is asked for by name.
            commits.Add(await TryReadCommitAsync(next, cancellationToken).ConfigureAwait(false)
                ?? throw TableLogException.MissingVersion(TablePath, next, latest));
        }

        return Snapshot.Replay(null, commits, TablePath);
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

    private void RequireCompleteLog(LogListing listing)
    {
        if (listing.Checkpoints.Count > 0 && (listing.Commits.Count == 0 || listing.Commits[0] != 0))
        {
            throw new UnsupportedTableException(
                TablePath,
                $"checkpoint at version {listing.Checkpoints[^1]} without the commits before it",
                "Its early commits were cleaned up behind a checkpoint, and this version of the library does not read checkpoints.");
        }
    }

    private void Touch() => Volatile.Write(ref _lastContact, _time.GetTimestamp());
}
