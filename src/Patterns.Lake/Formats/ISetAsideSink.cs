namespace Patterns.Lake.Formats;

/// <summary>Takes records that cannot be read, in the order of the file.</summary>
internal interface ISetAsideSink
{
    /// <summary>Takes one record.</summary>
    /// <param name="position">Where the record starts.</param>
    /// <param name="reason">What was found, what was expected: a sentence without position and without a full stop.</param>
    /// <param name="raw">The bytes of the record; the sink copies as many as it keeps.</param>
    void SetAside(RecordPosition position, string reason, ReadOnlySpan<byte> raw);
}
