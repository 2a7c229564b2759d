namespace Patterns.Columnar.Parquet;

/// <summary>
/// Bytes break the format. Thrown by code that knows what is wrong but not where it stands in which file; whoever knows that turns it into
/// a <see cref="ParquetFormatException"/>.
/// </summary>
/// <param name="message">What was found and expected, as part of a sentence: no capital, no full stop.</param>
/// <param name="isTruncated">Whether more bytes could have made the data valid.</param>
internal sealed class CorruptDataException(string message, bool isTruncated = false) : Exception(message)
{
    public bool IsTruncated { get; } = isTruncated;

    public static CorruptDataException Truncated(string message) => new(message, isTruncated: true);
}
