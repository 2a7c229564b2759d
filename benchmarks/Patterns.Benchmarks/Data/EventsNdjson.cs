using System.Globalization;
using System.Text.Json;

namespace Patterns.Benchmarks.Data;

/// <summary>Events of a code forge as NDJSON: 6 top-level keys, nested objects and arrays, about 470 bytes a row.</summary>
internal static class EventsNdjson
{
    public const int DefaultRows = 300_000;

    private const int Seed = 20261123;

    private static readonly string[] Types = ["push", "push", "push", "watch", "issue", "release", "fork"];

    /// <summary>The path of the file with that many events.</summary>
    public static string Ensure(int rows) => BenchData.Ensure($"events-1-{rows}.ndjson", path => Write(path, rows));

    private static void Write(string path, int rows)
    {
        var random = new Random(Seed);
        using FileStream file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { SkipValidation = true });
        for (var row = 0; row < rows; row++)
        {
            WriteEvent(json, random, row);
            json.Flush();
            json.Reset();
            file.Write("\n"u8);
        }
    }

    private static void WriteEvent(Utf8JsonWriter json, Random random, int row)
    {
        string type = Types[random.Next(Types.Length)];
        int actor = random.Next(50_000);
        int repository = random.Next(20_000);
        json.WriteStartObject();
        json.WriteNumber("id", 40_000_000_000L + row);
        json.WriteString("type", type);
        json.WriteStartObject("actor");
        json.WriteNumber("id", actor);
        json.WriteString("login", $"user-{actor}");
        json.WriteString("avatar", $"https://avatars.example/u/{actor}?size=64");
        json.WriteEndObject();
        json.WriteStartObject("repo");
        json.WriteNumber("id", repository);
        json.WriteString("name", $"org-{repository % 500}/project-{repository}");
        json.WriteString("url", $"https://api.example/repos/{repository}");
        json.WriteEndObject();
        WritePayload(json, random, type);
        json.WriteString("created_at", DateTimeOffset.UnixEpoch.AddSeconds(1_780_000_000L + row).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter json, Random random, string type)
    {
        json.WriteStartObject("payload");
        if (type == "push")
        {
            json.WriteString("ref", "refs/heads/main");
            json.WriteStartArray("commits");
            for (int commit = random.Next(3); commit >= 0; commit--)
            {
                json.WriteStartObject();
                json.WriteString("sha", $"{random.NextInt64():x16}{random.NextInt64():x16}");
                json.WriteString("message", "Fix the \"off by one\" in the page reader\n\nSeen with empty pages.");
                json.WriteBoolean("distinct", random.Next(4) > 0);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
        else
        {
            json.WriteString("action", "created");
            json.WriteNumber("number", random.Next(5000));
            json.WriteNumber("score", Math.Round(random.NextDouble(), 4));
            json.WriteNull("label");
        }

        json.WriteEndObject();
    }
}
