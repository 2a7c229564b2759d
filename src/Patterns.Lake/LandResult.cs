namespace Patterns.Lake;

/// <summary>What landing a file came to.</summary>
/// <param name="Status">Whether it is new.</param>
/// <param name="OfferedPath">The path that the file was to have; differs from that of <paramref name="File"/> when the content is there under another name.</param>
/// <param name="File">The file that is in the lake: the new one, or the one that was there.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record LandResult(LandStatus Status, string OfferedPath, LandedFile File, string Message);
