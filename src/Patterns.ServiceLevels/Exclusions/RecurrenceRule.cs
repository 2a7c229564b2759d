using System.Globalization;

namespace Patterns.ServiceLevels.Exclusions;

/// <summary>The parts of a rule of RFC 5545, section 3.3.10, that choose whole days.</summary>
internal sealed class RecurrenceRule
{
    private static readonly string[] DayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

    public RecurrenceFrequency Frequency { get; private set; }

    public int Interval { get; private set; } = 1;

    public int? Count { get; private set; }

    /// <summary>The last instant at which an occurrence may start; local unless <see cref="UntilIsUtc"/>.</summary>
    public DateTime? Until { get; private set; }

    public bool UntilIsUtc { get; private set; }

    public DayOfWeek WeekStart { get; private set; } = DayOfWeek.Monday;

    public int[] Months { get; private set; } = [];

    public int[] MonthDays { get; private set; } = [];

    public RecurrenceDay[] Days { get; private set; } = [];

    public static RecurrenceRule Parse(string text)
    {
        var rule = new RecurrenceRule();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var separator = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = separator < 0 ? (part, "") : (part[..separator], part[(separator + 1)..]);
            if (!seen.Add(name))
            {
                throw Problem(text, $"it has {name} twice");
            }

            if (!rule.Set(name.ToUpperInvariant(), value.ToUpperInvariant()))
            {
                throw Problem(text, $"'{part}' is not understood. FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH and WKST are");
            }
        }

        if (!seen.Contains("FREQ"))
        {
            throw Problem(text, "it has no FREQ");
        }

        if (rule is { Frequency: RecurrenceFrequency.Daily or RecurrenceFrequency.Weekly } && rule.Days.Any(static day => day.Ordinal != 0))
        {
            throw Problem(text, "BYDAY has an ordinal, which only a month or a year has");
        }

        return rule;
    }

    private static FormatException Problem(string text, string what) => new($"'{text}' is no recurrence rule (RFC 5545): {what}.");

    private bool Set(string name, string value)
    {
        switch (name)
        {
            case "FREQ":
                var known = Enum.TryParse<RecurrenceFrequency>(value, ignoreCase: true, out var frequency) && value.All(char.IsAsciiLetter);
                Frequency = frequency;
                return known;
            case "INTERVAL":
                Interval = Number(value, 1, 1000) ?? 0;
                return Interval != 0;
            case "COUNT":
                return (Count = Number(value, 1, 1_000_000)) is not null;
            case "UNTIL":
                return SetUntil(value);
            case "WKST":
                var day = Array.IndexOf(DayNames, value);
                WeekStart = (DayOfWeek)Math.Max(0, day);
                return day >= 0;
            case "BYMONTH":
                Months = Numbers(value, 1, 12);
                return Months.Length > 0;
            case "BYMONTHDAY":
                MonthDays = Numbers(value, -31, 31);
                return MonthDays.Length > 0;
            case "BYDAY":
                Days = WeekDays(value);
                return Days.Length > 0;
            default:
                return false;
        }
    }

    private bool SetUntil(string value)
    {
        UntilIsUtc = value.EndsWith('Z');
        string[] formats = ["yyyyMMdd", "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmmss'Z'"];
        if (!DateTime.TryParseExact(value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
        {
            return false;
        }

        Until = value.Length == 8 ? until.AddDays(1).AddTicks(-1) : until;
        return true;
    }

    private static int? Number(string text, int least, int most)
        => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most && number != 0 ? number : null;

    private static int[] Numbers(string text, int least, int most)
    {
        var numbers = text.Split(',').Select(part => Number(part, least, most)).ToArray();
        return numbers.Contains(null) ? [] : [.. numbers.Select(static number => number!.Value)];
    }

    private static RecurrenceDay[] WeekDays(string text)
    {
        var days = text.Split(',').Select(WeekDay).ToArray();
        return days.Contains(null) ? [] : [.. days.Select(static day => day!.Value)];
    }

    private static RecurrenceDay? WeekDay(string text)
    {
        var day = text.Length < 2 ? -1 : Array.IndexOf(DayNames, text[^2..]);
        var ordinal = text.Length == 2 ? 0 : Number(text[..^2], -53, 53);
        return day < 0 || ordinal is null ? null : new RecurrenceDay(ordinal.Value, (DayOfWeek)day);
    }
}
