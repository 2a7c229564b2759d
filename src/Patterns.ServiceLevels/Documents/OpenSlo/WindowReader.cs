using System.Globalization;
using Patterns.ServiceLevels.Documents.Yaml;

namespace Patterns.ServiceLevels.Documents.OpenSlo;

/// <summary>Reads windows, durations and calendars.</summary>
internal static class WindowReader
{
    private const string StartFormat = "yyyy-MM-dd HH:mm:ss";

    public static OpenSloTimeWindow Read(Cursor cursor)
    {
        var members = cursor.AsMapping();
        var duration = Duration(members.Require("duration"));
        var window = new OpenSloTimeWindow(duration, Calendar(members));
        if (window.IsRolling && !duration.IsFixed)
        {
            members.Require("duration").Loosen($"a rolling window of {duration} has no length of its own: months, quarters and years differ.", "as it is; whoever runs it decides");
        }

        members.Close();
        return window;
    }

    public static OpenSloDuration Duration(Cursor cursor)
        => OpenSloDuration.TryParse(cursor.AsText(), out var duration)
            ? duration
            : throw cursor.Fault($"'{cursor.AsText()}' is no duration; write a whole number of 1 or more before one of the letters m, h, d, w, M, Q, Y: 28d.");

    /// <summary>The calendar of a window, or null when it rolls; both at once contradict each other.</summary>
    public static OpenSloCalendar? Calendar(Members members)
    {
        var rolling = members.Find("isRolling");
        if (members.Find("calendar") is not { } cursor)
        {
            if (rolling is { } given && !given.AsBoolean())
            {
                throw given.Fault("'isRolling' is false, and there is no 'calendar' that says when a period starts. Give one, or let the window roll.");
            }

            if (rolling is null)
            {
                members.Self.Loosen("neither 'isRolling: true' nor 'calendar' is there.", "as rolling");
            }

            return null;
        }

        if (rolling is { } contradicting && contradicting.AsBoolean())
        {
            throw contradicting.Fault("'isRolling' is true, and there is a 'calendar' too. Keep one.");
        }

        var calendar = cursor.AsMapping();
        var read = new OpenSloCalendar(Start(calendar.Require("startTime")), Zone(calendar.Require("timeZone")));
        calendar.Close();
        return read;
    }

    private static DateTime Start(Cursor cursor)
    {
        var text = cursor.AsText();
        if (DateTime.TryParseExact(text, StartFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
        {
            return start;
        }

        if (!DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out start))
        {
            throw cursor.Fault($"'{text}' is no start; write it like 2020-01-21 12:30:00, on the clock of the zone.");
        }

        cursor.Loosen($"'{text}' is not written like 2020-01-21 12:30:00.", $"as {start.ToString(StartFormat, CultureInfo.InvariantCulture)}");
        return start;
    }

    private static TimeZoneInfo Zone(Cursor cursor)
    {
        var name = cursor.AsText();
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw cursor.Fault($"'{name}' is no zone that this system knows; write a name of the IANA database, for example Europe/Amsterdam.");
    }
}
