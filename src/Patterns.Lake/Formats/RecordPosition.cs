namespace Patterns.Lake.Formats;

/// <summary>
/// Where a record or a value starts in a file. Bytes are counted in the decompressed content as UTF-8, including a byte order mark.
/// </summary>
/// <param name="LineNumber">1-based line; a line ends at LF, at CR LF or at a lone CR.</param>
/// <param name="ByteOffset">0-based byte.</param>
internal readonly record struct RecordPosition(long LineNumber, long ByteOffset)
{
    /// <summary>The start of a file.</summary>
    public static RecordPosition Start => new(1, 0);
}
