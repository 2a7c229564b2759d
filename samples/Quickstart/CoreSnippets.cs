using System.Text;
using Patterns.Core;

namespace Quickstart;

/// <summary>What the README of Patterns.Core shows.</summary>
internal static class CoreSnippets
{
    public static async Task StoreObjectsAsync(string folder)
    {
        // begin-snippet: core-store
        var store = new FileObjectStore(folder);                    // or MemoryObjectStore: an IObjectStore with the same promises

        await store.PutAsync("log/0001.json", "first"u8.ToArray(), PutMode.IfAbsent);
        try
        {
            await store.PutAsync("log/0001.json", "second"u8.ToArray(), PutMode.IfAbsent);
        }
        catch (ObjectExistsException taken)                         // of all writers, on all machines, exactly one got here first
        {
            Console.WriteLine($"{taken.Path} is {Encoding.UTF8.GetString(await store.ReadAllAsync(taken.Path))}");
        }

        await foreach (ObjectInfo found in store.ListAsync("log/", startAfter: "log/0000.json"))
        {
            Console.WriteLine($"{found.Path}: {found.Length} bytes");
        }
        // end-snippet
    }

    public static Task CompareSchemasAsync()
    {
        // begin-snippet: core-schema
        var before = Schema.Parse("id bigint NOT NULL, quantity int, note string COMMENT 'free text'");
        var after = Schema.Parse("id bigint NOT NULL, quantity bigint, tags array<string>");

        Console.WriteLine(SchemaComparison.Between(before, after)); // widened quantity from int to bigint
                                                                    // added tags array<string>
                                                                    // removed note string
        Console.WriteLine(after.ToJson());                          // as Spark and Delta Lake store it
        // end-snippet
        return Task.CompletedTask;
    }

    public static Task MeasureTimeAsync()
    {
        // begin-snippet: core-time
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Period quarter = Period.Quarter(2026, 3, zone);

        Console.WriteLine(quarter.Window);                          // [2026-06-30T22:00:00Z, 2026-09-30T22:00:00Z)
        Console.WriteLine(quarter.Window.Contains(DateTimeOffset.Parse("2026-10-01T00:00:00+02:00"))); // False: an end is not included

        var target = Ratio.Parse("99.9%");
        Console.WriteLine(new Ratio(998_999, 1_000_000) >= target); // False, and exactly so
        // end-snippet
        return Task.CompletedTask;
    }
}
