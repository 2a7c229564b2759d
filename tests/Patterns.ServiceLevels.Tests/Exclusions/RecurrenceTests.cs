using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels.Tests.Exclusions;

public sealed class RecurrenceTests
{
    // Examples of RFC 5545, section 3.8.5.3, in its zone.
    [Theory]
    [InlineData("FREQ=DAILY;COUNT=3", "1997-09-02", "1997-09-02 1997-09-03 1997-09-04")]
    [InlineData("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12")]
    [InlineData("FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09-02", "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 1997-09-23 1997-09-25 1997-09-30 1997-10-02")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05", "1997-08-05 1997-08-10 1997-08-19 1997-08-24")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05", "1997-08-05 1997-08-17 1997-08-19 1997-08-31")]
    [InlineData("FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "1997-09-05", "1997-09-05 1997-10-03 1997-11-07 1997-12-05")]
    [InlineData("FREQ=MONTHLY;INTERVAL=2;COUNT=4;BYDAY=1SU,-1SU", "1997-09-07", "1997-09-07 1997-09-28 1997-11-02 1997-11-30")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3", "1997-09-28", "1997-09-28 1997-10-29 1997-11-28")]
    [InlineData("FREQ=MONTHLY;COUNT=3", "1997-01-31", "1997-01-31 1997-03-31 1997-05-31")]
    [InlineData("FREQ=YEARLY;COUNT=4;BYMONTH=6,7", "1997-06-10", "1997-06-10 1997-07-10 1998-06-10 1998-07-10")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", "1997-05-19 1998-05-18 1999-05-17")]
    [InlineData("FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=3", "1997-03-13", "1997-03-13 1997-03-20 1997-03-27")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3", "1997-09-02", "1998-02-13 1998-03-13 1998-11-13")]
    public void Rules_give_the_days_of_the_standard(string rule, string start, string days)
    {
        var recurrence = new Recurrence(rule, DateTime.Parse(start, CultureInfo.InvariantCulture).AddHours(9), TimeSpan.FromHours(1), "America/New_York");
        var found = recurrence.Within(new TimeWindow(new DateTimeOffset(1997, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

        Assert.Equal(days.Split(' ').Select(static day => day + " 09:00"), found.Select(time => TimeZoneInfo.ConvertTime(time.Start, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Any_part_of_time_has_the_same_occurrences_as_the_whole()
    {
        var recurrence = new Recurrence("FREQ=WEEKLY;BYDAY=SA,SU", new DateTime(2026, 1, 3, 23, 0, 0), TimeSpan.FromHours(30), "Australia/Lord_Howe");
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var all = recurrence.Within(new TimeWindow(start, start.AddDays(365))).ToList();
        var random = new Random(8);
        for (var count = 0; count < 300; count++)
        {
            var from = start.AddMinutes(random.Next(0, 300 * 1440));
            var window = new TimeWindow(from, from.AddMinutes(random.Next(1, 20 * 1440)));
            Assert.Equal(all.Where(time => time.Overlaps(window)), recurrence.Within(window));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("BYDAY=MO")]
    [InlineData("FREQ=HOURLY")]
    [InlineData("FREQ=0")]
    [InlineData("FREQ=DAILY;FREQ=DAILY")]
    [InlineData("FREQ=DAILY;INTERVAL=0")]
    [InlineData("FREQ=DAILY;COUNT=-1")]
    [InlineData("FREQ=DAILY;BYDAY=XX")]
    [InlineData("FREQ=DAILY;BYDAY=2MO")]
    [InlineData("FREQ=DAILY;BYSETPOS=1")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32")]
    [InlineData("FREQ=DAILY;UNTIL=tomorrow")]
    public void A_rule_that_is_not_understood_is_refused(string rule)
        => Assert.Throws<FormatException>(() => new Recurrence(rule, new DateTime(2026, 1, 1), TimeSpan.FromHours(1), "UTC"));

    [Fact]
    public void Holidays_are_whole_days_of_their_zone()
    {
        var holidays = Exclusion.Days("holidays", [new DateOnly(2026, 12, 25), new DateOnly(2026, 3, 29)], "Europe/Amsterdam");
        var found = holidays.Within(new TimeWindow(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        Assert.Equal([23, 24], found.Select(static day => (int)day.Duration.TotalHours));
    }
}
