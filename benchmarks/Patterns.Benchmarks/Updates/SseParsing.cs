using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using Patterns.Benchmarks.Compare;
using Patterns.Updates;

namespace Patterns.Benchmarks.Updates;

/// <summary>How fast is an event stream parsed, beside the parser of the platform with an item parser that makes no objects either?</summary>
internal static class SseParsing
{
    private const int DefaultEvents = 200_000;

    /// <summary>Updates of a feed: an id, a type and 200 bytes of JSON.</summary>
    public static CompareCase Updates { get; } = Case("updates", static (stream, number) => stream.Append(
        CultureInfo.InvariantCulture,
        $"id: 0000000000000001_{number:x16}\nevent: order-paid\ndata: {{\"order\":{number},\"customer\":\"{number * 7919 % 100_000:00000}\",\"note\":\"{new string('n', 150)}\"}}\n\n"));

    /// <summary>Nothing but a short text, as language models send.</summary>
    public static CompareCase Tokens { get; } = Case("tokens", static (stream, number) => stream.Append(CultureInfo.InvariantCulture, $"data: {{\"token\":\"t{number % 997}\"}}\n\n"));

    /// <summary>Batches of the Durable Streams protocol: JSON over four lines, then where it ends.</summary>
    public static CompareCase Batches { get; } = Case("batches", static (stream, number) => stream.Append(
        CultureInfo.InvariantCulture,
        $"event: data\ndata: [\ndata: {{\"order\":{number},\"amount\":{number % 1000}.50}},\ndata: {{\"order\":{number + 1},\"amount\":{number % 999}.25}}\ndata: ]\n\n"
        + $"event: control\ndata: {{\"streamNextOffset\":\"0000000000000001_{number:x16}\",\"streamCursor\":\"{number % 60}\"}}\n\n"));

    private static CompareCase Case(string name, Action<StringBuilder, int> append) => new($"sse-parsing/{name}", CompareUnit.Milliseconds, options =>
    {
        int events = options.Rows ?? DefaultEvents;
        var text = new StringBuilder();
        for (var number = 0; number < events; number++)
        {
            append(text, number);
        }

        byte[] stream = Encoding.UTF8.GetBytes(text.ToString());
        return Task.FromResult(new Contest(
            new Contender("EventStreamReader", () => ReadAsync(stream)),
            Contender.Of("SseParser", () => Enumerate(stream)),
            new Contender("SseParser async", () => EnumerateAsync(stream)))
        {
            Rows = events,
        });
    });

    private static async Task<Outcome> ReadAsync(byte[] stream)
    {
        await using var reader = new EventStreamReader(new MemoryStream(stream));
        long events = 0;
        long bytes = 0;
        long idBytes = 0;
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out EventStreamItem item))
            {
                events++;
                bytes += item.Data.Length;
                idBytes += reader.LastEventId.Length;
            }
        }

        return new Outcome(Answer.Of(events, bytes, idBytes));
    }

    private static Outcome Enumerate(byte[] stream)
    {
        SseParser<int> parser = SseParser.Create(new MemoryStream(stream), static (_, data) => data.Length);
        long events = 0;
        long bytes = 0;
        long idBytes = 0;
        foreach (SseItem<int> item in parser.Enumerate())
        {
            events++;
            bytes += item.Data;
            idBytes += parser.LastEventId.Length;
        }

        return new Outcome(Answer.Of(events, bytes, idBytes));
    }

    private static async Task<Outcome> EnumerateAsync(byte[] stream)
    {
        SseParser<int> parser = SseParser.Create(new MemoryStream(stream), static (_, data) => data.Length);
        long events = 0;
        long bytes = 0;
        long idBytes = 0;
        await foreach (SseItem<int> item in parser.EnumerateAsync())
        {
            events++;
            bytes += item.Data;
            idBytes += parser.LastEventId.Length;
        }

        return new Outcome(Answer.Of(events, bytes, idBytes));
    }
}
