using System.Text;
using Patterns.Updates.Sse;

namespace Patterns.Updates.Tests.Sse;

/// <summary>All that a stream says: its items, and what holds when it is over.</summary>
internal sealed record ParsedStream(IReadOnlyList<ParsedItem> Items, string LastEventId, TimeSpan? ReconnectionTime)
{
    /// <summary>Reads pieces with the parser under test.</summary>
    public static ParsedStream Parse(IEnumerable<ReadOnlyMemory<byte>> pieces, bool comments = true, int maxEventBytes = 1 << 20)
    {
        var parser = new EventStreamParser(maxEventBytes, comments);
        var items = new List<ParsedItem>();
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            // A copy that is overwritten afterwards: the parser must keep no hold of the caller's bytes.
            byte[] copy = piece.ToArray();
            ReadOnlySpan<byte> input = copy;
            while (parser.TryRead(ref input, out EventStreamItem item))
            {
                items.Add(new ParsedItem(item.Kind, Encoding.UTF8.GetString(item.Type), item.ToString(), Encoding.UTF8.GetString(parser.LastEventId)));
            }

            Assert.True(input.IsEmpty);
            Array.Fill(copy, (byte)'!');
        }

        return new ParsedStream(items, Encoding.UTF8.GetString(parser.LastEventId), parser.ReconnectionTime);
    }

    public override string ToString()
        => string.Join("\n", Items.Select(static item => $"{item.Kind} {item.Type}|{item.LastEventId}|{item.Data}")) + $"\n{LastEventId} {ReconnectionTime}";
}
