using Patterns.Core;
using Patterns.ServiceLevels.Exclusions;
using Patterns.ServiceLevels.Windows;

namespace Patterns.ServiceLevels;

/// <summary>
/// Time that comes again by a recurrence rule (RFC 5545) on the clock of a zone: every Sunday from 02:00 for two hours. Immutable. A start that the clock
/// skips is the instant of the skip; one that it shows twice is the first time; the duration is elapsed time.
/// </summary>
public sealed class Recurrence
{
    private readonly RecurrenceRule _rule;

    /// <summary>Creates a recurrence.</summary>
    /// <param name="rule">Such as <c>FREQ=WEEKLY;BYDAY=SU</c>: FREQ (DAILY to YEARLY), INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH and WKST.</param>
    /// <param name="start">Local time of the earliest start; its time of day is that of every start.</param>
    /// <param name="duration">How long each time lasts, 1 minute to 31 days.</param>
    /// <param name="zone">IANA name of the zone of the clock.</param>
    /// <exception cref="FormatException">The rule is none, or has a part that is not understood.</exception>
    /// <exception cref="ArgumentException">There is no such zone, or the duration is out of range.</exception>
    public Recurrence(string rule, DateTime start, TimeSpan duration, string zone)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (duration < TimeSpan.FromMinutes(1) || duration > TimeSpan.FromDays(31))
        {
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "Each time lasts 1 minute to 31 days.");
        }

        _rule = RecurrenceRule.Parse(rule);
        Rule = rule;
        Start = DateTime.SpecifyKind(start, DateTimeKind.Unspecified);
        Duration = duration;
        Zone = ZoneNames.Find(zone);
    }

    /// <summary>The rule as written.</summary>
    public string Rule { get; }

    /// <summary>Local time of the earliest start.</summary>
    public DateTime Start { get; }

    /// <summary>How long each time lasts.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The zone of the clock.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The times that overlap a window, whole, in order.</summary>
    /// <param name="window">The window.</param>
    public IEnumerable<TimeWindow> Within(TimeWindow window)
    {
        var (first, last) = (DateOnly.FromDateTime(Start), LocalDay(window.End));
        var from = LocalDay(window.Start - Duration).AddDays(-1);
        var day = _rule.Count is null && from > first ? from : first;
        for (var found = 0; day <= last && found < (_rule.Count ?? int.MaxValue); day = day.AddDays(1))
        {
            if (!_rule.Chooses(day, first))
            {
                continue;
            }

            found++;
            var local = day.ToDateTime(TimeOnly.FromDateTime(Start));
            var start = LocalClock.ToUtc(local, Zone);
            if (_rule.Until is { } until && (_rule.UntilIsUtc ? start.UtcDateTime > until : local > until))
            {
                yield break;
            }

            var time = new TimeWindow(start, start + Duration);
            if (time.Overlaps(window))
            {
                yield return time;
            }
        }
    }

    /// <summary>The rule, its start and its zone.</summary>
    public override string ToString() => $"{Rule} from {Start:yyyy-MM-dd'T'HH:mm} in {Zone.Id}";

    private DateOnly LocalDay(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);
}
