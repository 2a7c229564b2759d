using System.Globalization;
using Patterns.Updates.Webhooks.Delivery;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

/// <summary>Queues and updates for tests of what is decided, without I/O.</summary>
internal static class QueueFixture
{
    private static readonly byte[] Payload = new byte[64 * 1024];

    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static EndpointQueue Queue(
        string id = "e1", string tenant = "t1", bool isOrdered = false, int maxInFlight = 8, EndpointState? state = null, int seed = 1)
        => new(new EndpointSettings(id, tenant, isOrdered, maxInFlight), state ?? new EndpointState(), new Random(seed));

    public static Update Update(long sequence, string? key = null, int bytes = 100)
        => new("orders", new UpdateOffset(1, sequence), Start, new NewUpdate(Payload.AsMemory(0, bytes)) { Key = key }, "application/json");

    public static Update[] UpdatesOf(int count, Func<long, string?>? key = null, int from = 1)
        => [.. Enumerable.Range(from, count).Select(sequence => Update(sequence, key?.Invoke(sequence)))];

    /// <summary>Reads for a queue as the engine does, from a feed of so many updates.</summary>
    public static void Fill(EndpointQueue queue, IReadOnlyList<Update> feed, DateTimeOffset now)
    {
        var replay = queue.Replay;
        var after = replay?.After ?? queue.Cursor;
        var upTo = replay?.UpTo ?? new UpdateOffset(1, long.MaxValue);
        var page = feed.Where(update => update.Offset > after && update.Offset <= upTo).Take(queue.Room).ToArray();
        queue.Accept(after.IsStart ? new UpdateOffset(1, 0) : after, page, now);
        var end = page.Length == 0 ? after : page[^1].Offset;
        if (replay is null)
        {
            queue.MoveCursor(end);
            queue.IsUpToDate = page.Length == 0;
        }
        else
        {
            queue.MoveReplay(page.Length == 0 ? upTo : end);
        }
    }

    public static AttemptOutcome Failed(TimeSpan retryAfter = default) => new(AttemptKind.Failed, "answered 500", retryAfter);

    public static string Key(long sequence, int keys) => (sequence % keys).ToString(CultureInfo.InvariantCulture);
}
