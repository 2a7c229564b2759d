namespace Patterns.Tables;

/// <summary>What an append did.</summary>
public sealed record AppendResult
{
    /// <summary>The version that holds the rows; when nothing was committed, the version that the table has.</summary>
    public required long Version { get; init; }

    /// <summary>Rows committed by this append.</summary>
    public required long RowCount { get; init; }

    /// <summary>Data files committed by this append.</summary>
    public required int FileCount { get; init; }

    /// <summary>Bytes of these data files.</summary>
    public required long ByteCount { get; init; }

    /// <summary>
    /// Rows that were set aside, see <see cref="AppendOptions.Rejected"/>. Together with <see cref="RowCount"/> these are all rows that were given.
    /// </summary>
    public long RejectedRowCount { get; init; }

    /// <summary>
    /// Where they are, relative to the store: an object with one JSON object per line, of <c>row</c>, <c>rejections</c> and <c>values</c>. Null when
    /// no row was set aside. The commit names it as <c>quarantine</c> among its parameters, relative to the table.
    /// </summary>
    public string? QuarantinePath { get; init; }

    /// <summary>
    /// Of the rows that were set aside the first broken rules in order of rows, at most <see cref="TableStoreOptions.MaxReportedRejections"/>.
    /// </summary>
    public IReadOnlyList<RejectedRow> Rejections { get; init; } = [];

    /// <summary>
    /// Whether the load was committed before, by its <see cref="AppendOptions.Source"/> and <see cref="AppendOptions.Sequence"/>, so that this
    /// append did nothing.
    /// </summary>
    public bool AlreadyApplied { get; init; }

    /// <summary>How many times another writer came first and the commit was tried again.</summary>
    public int Retries { get; init; }
}
