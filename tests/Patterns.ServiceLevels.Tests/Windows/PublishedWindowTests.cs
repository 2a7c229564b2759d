using System.Globalization;
using System.Text.Json;
using Patterns.Testing;

namespace Patterns.ServiceLevels.Tests.Windows;

public sealed class PublishedWindowTests
{
    private const string File = "corpora/service-levels/nobl9_time_windows.json";

    [SharedFact(File)]
    public void Rolling_windows_are_those_of_Nobl9()
    {
        foreach (var entry in Entries("rolling"))
        {
            var count = entry.GetProperty("count").GetInt32();
            var length = entry.GetProperty("unit").GetString() switch
            {
                "Day" => TimeSpan.FromDays(count),
                "Hour" => TimeSpan.FromHours(count),
                _ => TimeSpan.FromMinutes(count),
            };

            AssertWindow(entry, Window.Rolling(length));
        }
    }

    [SharedFact(File)]
    public void Calendar_windows_are_those_of_Nobl9()
    {
        var entries = Entries("calendar").ToList();
        Assert.Equal(55, entries.Count);
        foreach (var entry in entries)
        {
            var start = DateTime.ParseExact(entry.GetProperty("startTime").GetString()!, ["yyyy-MM-dd H:mm:ss"], CultureInfo.InvariantCulture);
            var unit = Enum.Parse<CalendarUnit>(entry.GetProperty("unit").GetString()!);

            AssertWindow(entry, Window.Calendar(unit, entry.GetProperty("timeZone").GetString()!, entry.GetProperty("count").GetInt32(), start, MonthEndRule.Overflow));
        }
    }

    private static JsonElement.ArrayEnumerator Entries(string name)
        => JsonDocument.Parse(System.IO.File.ReadAllBytes(SharedFiles.Path(File))).RootElement.GetProperty(name).EnumerateArray();

    private static void AssertWindow(JsonElement entry, Window window)
    {
        var found = window.At(Instant(entry, "timestamp"));
        var name = entry.GetProperty("name").GetString();
        Assert.Equal((name, Instant(entry, "expectedBegin"), Instant(entry, "expectedEnd")), (name, found.Start, found.End));
    }

    private static DateTimeOffset Instant(JsonElement entry, string name)
        => DateTimeOffset.Parse(entry.GetProperty(name).GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
