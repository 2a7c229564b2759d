namespace Patterns.Lake.Formats;

/// <summary>
/// Takes the bytes of one file in windows. The result is the same for every way of cutting the file into windows. Not safe for use by
/// several threads at once.
/// </summary>
/// <remarks>
/// A window starts at the first byte that was not consumed. The consumer takes as many whole records (or, in its own state, parts of the
/// file's frame such as the bracket of an array) as it can and says how many bytes that was. When it takes nothing, the next window is
/// longer or final. The final call may come with an empty window.
/// </remarks>
internal abstract class RecordConsumer : IDisposable
{
    /// <summary>Records seen so far: those accepted and those set aside. Headers, comments and blank lines are no records.</summary>
    public long RowsRead { get; protected set; }

    /// <summary>Records set aside so far.</summary>
    public long RowsSetAside { get; protected set; }

    /// <summary>Consumes records from the start of the window.</summary>
    /// <param name="window">The bytes from the first one that was not consumed.</param>
    /// <param name="isFinal">Whether the file ends with the window; then everything is consumed, at the latest by repeated calls.</param>
    /// <returns>Bytes consumed.</returns>
    public abstract int Consume(ReadOnlySpan<byte> window, bool isFinal);

    public virtual void Dispose()
    {
    }
}
