namespace Patterns.ServiceLevels;

/// <summary>Where and how indicators are kept.</summary>
public sealed class IndicatorStoreOptions
{
    /// <summary>Folder of the objects, without a slash at its end; <c>service-levels</c> by default. One process writes to it.</summary>
    public string Folder { get; set; } = "service-levels";

    /// <summary>After so many journals every indicator is written whole and the journals are deleted: 1 to 10,000, 60 by default, which is an hour.</summary>
    public int JournalsPerSnapshot { get; set; } = 60;
}
