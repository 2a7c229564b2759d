using Patterns.Core;
using Patterns.Tables;

namespace Quickstart;

/// <summary>What the README of Patterns.Tables shows.</summary>
internal static class TablesSnippets
{
    public static async Task LoadOnceAsync(string folder)
    {
        // begin-snippet: tables-load
        await using var store = new TableStore(new FileObjectStore(folder));
        var schema = Schema.Parse("sensor string NOT NULL, at timestamp NOT NULL, celsius double");
        Table readings = await store.CreateAsync("weather/readings", schema, table => table.Check("plausible", "celsius BETWEEN -90 AND 60"));

        var once = new AppendOptions { Source = "station-7", Sequence = 42 };
        Reading[] rows = [new("roof", DateTimeOffset.UnixEpoch, 12.5), new("cellar", DateTimeOffset.UnixEpoch, 9.0)];
        AppendResult first = await readings.As<Reading>().AppendAsync(rows, once);
        AppendResult again = await readings.As<Reading>().AppendAsync(rows, once);     // changes nothing, and says so
        Console.WriteLine($"version {first.Version}, applied before: {first.AlreadyApplied}; then applied before: {again.AlreadyApplied}");

        Table before = await (await store.OpenAsync("weather/readings")).AsOfAsync(version: 0);
        Console.WriteLine($"{await before.CountAsync()} rows at version {before.Version}");
        // end-snippet
    }

    // begin-snippet: tables-row
    public sealed record Reading(string Sensor, DateTimeOffset At, double? Celsius);
    // end-snippet
}
