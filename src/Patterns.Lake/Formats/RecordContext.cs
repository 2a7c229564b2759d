namespace Patterns.Lake.Formats;

/// <summary>What a consumer of records needs to know of the file and of the limits.</summary>
internal class RecordContext
{
    /// <summary>Path of the file in its store.</summary>
    public required string File { get; init; }

    /// <summary>
    /// The longest record in bytes. A longer one is set aside wherever the windows happen to end; a consumer is sure to see one byte more
    /// than this of a record before it has to decide.
    /// </summary>
    public int MaxRecordBytes { get; init; } = 16 << 20;

    /// <summary>Whether the file holds bytes that are not UTF-8, so that each record is to be checked and set aside if it holds such bytes.</summary>
    public bool VerifyUtf8 { get; init; }

    /// <summary>Takes the records that cannot be read.</summary>
    public required ISetAsideSink SetAside { get; init; }

    /// <summary>The same with another sink.</summary>
    public RecordContext With(ISetAsideSink setAside)
        => new() { File = File, MaxRecordBytes = MaxRecordBytes, VerifyUtf8 = VerifyUtf8, SetAside = setAside };
}
