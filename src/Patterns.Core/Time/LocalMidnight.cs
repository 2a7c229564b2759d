namespace Patterns.Core.Time;

/// <summary>Finds the first instant of a day in a time zone.</summary>
internal static class LocalMidnight
{
    public static DateTimeOffset ToUtc(DateOnly day, TimeZoneInfo zone)
    {
        // Offsets are within 14 hours, so the instants a day before and a day after have the offsets on both sides of a change near midnight.
        var midnight = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var before = zone.GetUtcOffset(AddDays(midnight, -1));
        var after = zone.GetUtcOffset(AddDays(midnight, 1));
        var early = midnight - Larger(before, after);
        var late = midnight - Smaller(before, after);
        if (zone.GetUtcOffset(early) == Larger(before, after))
        {
            return early;
        }

        return zone.GetUtcOffset(late) == Smaller(before, after) ? late : FirstInstantWith(after, early, late, zone);
    }

    private static TimeSpan Larger(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private static TimeSpan Smaller(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static DateTimeOffset AddDays(DateTimeOffset instant, int days)
        => days < 0 && instant == DateTimeOffset.MinValue ? instant
            : days > 0 && instant > DateTimeOffset.MaxValue.AddDays(-days) ? DateTimeOffset.MaxValue
            : instant.AddDays(days);

    // The clock skips midnight between the two instants: the day starts at the change.
    private static DateTimeOffset FirstInstantWith(TimeSpan offset, DateTimeOffset early, DateTimeOffset late, TimeZoneInfo zone)
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
