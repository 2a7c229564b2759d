namespace Patterns.ServiceLevels;

/// <summary>Where periods of the calendar start (OpenSLO v1, calendar).</summary>
/// <param name="StartTime">Start of some period on the clock of the zone; further periods start so many days, months, years after it. Of unspecified kind.</param>
/// <param name="TimeZone">The zone, by its name in the IANA database.</param>
public sealed record OpenSloCalendar(DateTime StartTime, TimeZoneInfo TimeZone);
