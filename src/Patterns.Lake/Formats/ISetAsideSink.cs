namespace Patterns.Lake.Formats;

/// <summary>Takes records that cannot be read, in the order of the file.</summary>
internal interface ISetAsideSink
{
    /// <summary>The most bytes of a record that are kept.</summary>
    const int MaxRawBytes = 4096;

    /// <summary>Takes one record.</summary>
    /// <param name="position">Where the record starts.</param>
    /// <param name="reason">What was found, what was expected: a sentence without position and without a full stop.</param>
    /// <param name="raw">The bytes of the record; the sink copies at most <see cref="MaxRawBytes"/>.</param>
    void SetAside(RecordPosition position, string reason, ReadOnlySpan<byte> raw);
}
