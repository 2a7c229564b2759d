using Patterns.Testing;

namespace Patterns.Lake.Tests.Formats.Json;

/// <summary>Real files, read by us and by DuckDB.</summary>
public sealed class JsonAgainstDuckDbTests
{
    [SharedDuckDbTheory("data/raw")]
    [InlineData("aviation/flights/flights-20k.json", 20_000, 0, "delay,distance,origin,destination")]
    [InlineData("economy/unemployment/unemployment-across-industries.json", 1_708, 0, "series,year,month,count,rate,date")]
    [InlineData("biology/penguins/penguins.json", 344, 0, "Species,Island,Beak Length (mm),Beak Depth (mm),Flipper Length (mm),Body Mass (g),Sex")]
    [InlineData("web/status/status.ndjson", 500, 0, "version,nginx_version,generation,timestamp,connections,ssl,requests,server_zones,upstreams,caches")]
    [InlineData("code/events/events.ndjson", 799, 1, "id,type,public,actor,repo,org")]
    public async Task Counts_and_values_are_the_same(string file, int accepted, int setAside, string columns)
    {
        var names = columns.Split(',');
        var report = new ReadReport();
        var ours = await TestLake.RowsAsync((await TestLake.OpenSharedAsync($"data/raw/{file}")).Select(names), report);
        using var duckDb = DuckDb.OpenInMemory();

        // Where a line is broken, DuckDB is told to go on, and makes a row of nulls of it.
        var options = setAside > 0 ? ", ignore_errors = true" : "";
        var theirs = duckDb.Query(
            $"""
            SELECT {string.Join(',', names.Select(static name => $"\"{name}\""))}
            FROM read_json('{SharedFiles.Path($"data/raw/{file}")}', sample_size = -1, map_inference_threshold = -1{options})
            WHERE COALESCE({string.Join(',', names.Select(static name => $"\"{name}\"::VARCHAR"))}) IS NOT NULL
            """).Rows;

        Assert.Equal((accepted, setAside), (ours.Count, report.SetAsideRows.Count));
        Assert.Equal(theirs.Count, ours.Count);
        Assert.All(ours.Zip(theirs), pair => Assert.Equal(pair.Second.Select(Plain), pair.First.Select(Plain)));
    }

    /// <summary>A text for values of both: integers of any width alike, structs by name and without nulls.</summary>
    private static string Plain(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        object?[] list => $"[{string.Join(", ", list.Select(Plain))}]",
        IEnumerable<KeyValuePair<string, object?>> fields => $"{{{string.Join(", ", fields.Where(static field => field.Value is not null).OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => $"{field.Key}: {Plain(field.Value)}"))}}}",
        DateTimeOffset time => ((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10).ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };
}
