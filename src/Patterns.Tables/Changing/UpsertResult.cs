namespace Patterns.Tables;

/// <summary>What an upsert did.</summary>
public sealed record UpsertResult
{
    /// <summary>The version that holds the rows; when nothing was committed, the version that the table has.</summary>
    public required long Version { get; init; }

    /// <summary>Rows whose keys the table did not have.</summary>
    public required long Inserted { get; init; }

    /// <summary>Rows that took the place of a row with the same key, equal ones included.</summary>
    public required long Updated { get; init; }

    /// <summary>Data files added by this upsert, files that take the place of others included.</summary>
    public required int FilesAdded { get; init; }

    /// <summary>Data files removed, or marked with rows that no longer count.</summary>
    public required int FilesRemoved { get; init; }

    /// <summary>
    /// Rows that were set aside, see <see cref="AppendOptions.Rejected"/>. Together with <see cref="Inserted"/> and <see cref="Updated"/> these are all rows
    /// that were given.
    /// </summary>
    public long RejectedRowCount { get; init; }

    /// <summary>Where they are, relative to the store, in the form of <see cref="AppendResult.QuarantinePath"/>; null when no row was set aside.</summary>
    public string? QuarantinePath { get; init; }

    /// <summary>
    /// Of the rows that were set aside the first broken rules in order of rows, at most <see cref="TableStoreOptions.MaxReportedRejections"/>.
    /// </summary>
    public IReadOnlyList<RejectedRow> Rejections { get; init; } = [];

    /// <summary>
    /// Whether the load was committed before, by its <see cref="AppendOptions.Source"/> and <see cref="AppendOptions.Sequence"/>, so that this
    /// upsert did nothing.
    /// </summary>
    public bool AlreadyApplied { get; init; }

    /// <summary>How many times another writer came first and the commit was tried again.</summary>
    public int Retries { get; init; }
}
