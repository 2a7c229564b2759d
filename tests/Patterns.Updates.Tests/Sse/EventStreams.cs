using System.Text;

namespace Patterns.Updates.Tests.Sse;

/// <summary>Event streams to parse: each a case that parsers get wrong, and random ones made of such cases.</summary>
internal static class EventStreams
{
    private static readonly byte[][] Fragments =
    [
        .. new[]
        {
            "data", "data:", "data: ", "data:  two", "data: a", "datab", "dat", "id", "id:", "id: 7", "id: a\0b", "id: \0", "id:8", "idx: 1", "event", "event:",
            "event: paid", "event:put", "events: x", "retry", "retry:", "retry: 10", "retry: 1x", "retry: +5", "retry:00020", "retry: 5 ", "retry: 99999999999999999999999",
            ":", ": hello", "::", " data: indented", "Data: upper", "unknown: field", "data: €豆腐\U0001F600", "data: tab\t", "data:\u00a0", "data: {\"a\":[1,2]}", "\0",
        }.Select(Encoding.UTF8.GetBytes),
        [0xEF, 0xBB, 0xBF], [0xEF, 0xBB], [0xEF], [.. "data: "u8, 0xFF, 0xC3], [.. "data: "u8, 0xE2, 0x82], [.. "event: "u8, 0xF0, 0x9F, 0x98], [.. "id: "u8, 0x80],
        [.. "data: "u8, 0xEF, 0xBB, 0xBF, .. "x"u8],
    ];

    private static readonly byte[][] LineEnds = [[.. "\n"u8], [.. "\r"u8], [.. "\r\n"u8], [.. "\n\n"u8], [.. "\r\r"u8], [.. "\r\n\r\n"u8], [.. "\n\r"u8], []];

    /// <summary>Written by hand, one trap each.</summary>
    public static TheoryData<string> Named { get; } =
    [
        "data: one\n\n",
        "data: one\r\rdata: two\r\r",
        "data: one\r\n\r\ndata: two\r\n\r\n",
        "data: one\n\rdata: two\r\n\n",
        "\uFEFFdata: after the mark\n\n",
        "\uFEFF\uFEFFdata: after two marks\n\ndata: next\n\n",
        "data: \uFEFFinside\n\n",
        "id: 1\n\ndata: primed\n\n",
        "id: 1\ndata: a\n\nid\ndata: b\n\n",
        "id: 1\ndata: a\n\nid: x\0y\ndata: b\n\n",
        "event: e\n\ndata: type is forgotten\n\n",
        "event: e\nevent\ndata: last one holds\n\n",
        "data\n\ndata\ndata\n\ndata:\n\n",
        "data: a\ndata:  b\ndata:c\n\n",
        ":first\ndata: a\n:second\ndata: b\n\n:third\n",
        "retry: 2500\n\ndata: a\n\nretry: 1.5\nretry: -1\nretry:\n",
        "data: never ended\nid: 9\nevent: e",
        "data: never ended\n",
        "data: €豆腐\U0001F600\n\n",
        "data: a\nretry: 3\nid: 5\nevent: put\n\n",
        "\n\n\r\r\n\n",
        "",
    ];

    /// <summary>A random stream; the same for the same seed.</summary>
    public static byte[] Random(int seed)
    {
        var random = new Random(seed);
        var stream = new List<byte>();
        for (int count = random.Next(1, 25); count > 0; count--)
        {
            stream.AddRange(Fragments[random.Next(Fragments.Length)]);
            stream.AddRange(LineEnds[random.Next(LineEnds.Length)]);
        }

        return [.. stream];
    }
}
