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
    /// Whether the load was committed before, by its <see cref="AppendOptions.Source"/> and <see cref="AppendOptions.Sequence"/>, so that this
    /// append did nothing.
    /// </summary>
    public bool AlreadyApplied { get; init; }

    /// <summary>How many times another writer came first and the commit was tried again.</summary>
    public int Retries { get; init; }
}
