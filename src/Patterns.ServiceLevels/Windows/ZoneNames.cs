namespace Patterns.ServiceLevels.Windows;

/// <summary>Finds zones by their IANA names.</summary>
internal static class ZoneNames
{
    public static TimeZoneInfo Find(string zone)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(zone);
        return TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? found
            : throw new ArgumentException($"There is no time zone '{zone}'. Take an IANA name such as Europe/Amsterdam, or UTC; on small systems the package tzdata may be missing.", nameof(zone));
    }
}
