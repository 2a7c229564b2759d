namespace Patterns.Lake;

/// <summary>What landing a file came to.</summary>
/// <param name="Status">Whether it is new.</param>
/// <param name="File">The file that is in the lake: the new one, or the one that was there.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record LandResult(LandStatus Status, LandedFile File, string Message);
