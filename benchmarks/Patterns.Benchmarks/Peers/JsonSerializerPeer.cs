using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Patterns.Benchmarks.Compare;

namespace Patterns.Benchmarks.Peers;

/// <summary>System.Text.Json as most .NET code reads NDJSON with it, its serialisation code generated.</summary>
internal static partial class JsonSerializerPeer
{
    /// <summary>Reads id, type and created_at of every event.</summary>
    public static Contender ThreeFields(string path) => new("DeserializeAsyncEnumerable", async () =>
    {
        await using FileStream file = File.OpenRead(path);
        long rows = 0;
        long ids = 0;
        long typeBytes = 0;
        long latest = 0;
        await foreach (Event? item in JsonSerializer.DeserializeAsyncEnumerable(file, Context.Default.Event, topLevelValues: true))
        {
            rows++;
            ids += item!.Id;
            typeBytes += Encoding.UTF8.GetByteCount(item.Type);
            latest = Math.Max(latest, item.CreatedAt.ToUnixTimeSeconds());
        }

        return new Outcome(Answer.Of(rows, ids, typeBytes, latest));
    });

    internal sealed record Event(
        [property: JsonPropertyName("id")] long Id,
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt);

    [JsonSerializable(typeof(Event))]
    private sealed partial class Context : JsonSerializerContext;
}
