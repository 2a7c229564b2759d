namespace Patterns.ServiceLevels.Windows;

/// <summary>
/// The instant at which a clock of a zone first shows a time or, where it skips that time, the instant of the skip. So instants are in the order of their
/// local times.
/// </summary>
internal static class LocalClock
{
    public static DateTimeOffset ToUtc(DateTime local, TimeZoneInfo zone)
    {
        // Offsets are within 14 hours, so the instants a day before and a day after have the offsets on both sides of a change near the time.
        var time = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeSpan.Zero);
        var before = zone.GetUtcOffset(AddDays(time, -1));
        var after = zone.GetUtcOffset(AddDays(time, 1));
        var early = Subtract(time, before > after ? before : after);
        var late = Subtract(time, before > after ? after : before);
        if (zone.GetUtcOffset(early) == time - early)
        {
            return early;
        }

        return zone.GetUtcOffset(late) == time - late ? late : FirstWith(after, early, late, zone);
    }

    private static DateTimeOffset Subtract(DateTimeOffset time, TimeSpan offset)
        => new(Math.Clamp(time.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);

    private static DateTimeOffset AddDays(DateTimeOffset instant, int days) => Subtract(instant, TimeSpan.FromDays(-days));

    private static DateTimeOffset FirstWith(TimeSpan offset, DateTimeOffset early, DateTimeOffset late, TimeZoneInfo zone)
    {
        var (low, high) = (early.UtcTicks, late.UtcTicks);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            (low, high) = zone.GetUtcOffset(new DateTimeOffset(middle, TimeSpan.Zero)) == offset ? (low, middle) : (middle + 1, high);
        }

        return new DateTimeOffset(low, TimeSpan.Zero);
    }
}
