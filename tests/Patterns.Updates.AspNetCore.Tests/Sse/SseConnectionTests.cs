using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using Microsoft.AspNetCore.Http;
using Patterns.Updates.AspNetCore.Requests;
using Patterns.Updates.AspNetCore.Sse;

namespace Patterns.Updates.AspNetCore.Tests.Sse;

public sealed class SseConnectionTests : IDisposable
{
    private readonly MemoryStream _body = new();
    private readonly StreamClock _clock = new(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20), 1 << 20);

    public void Dispose() => _body.Dispose();

    [Theory]
    [InlineData(0, "1,2,3,4")]
    [InlineData(1, "2,3,4")]
    [InlineData(3, "4")]
    [InlineData(4, "")]
    public void A_client_that_has_read_a_part_of_a_batch_gets_the_rest_of_it(int read, string expected)
    {
        Audience audience = new(Format(SseProfile.Browser), At(0));
        var start = audience.Tail;
        audience.Publish(Updates(1, 3), Position(3));
        audience.Publish(Updates(4, 4), Position(4));

        Open(audience).GoLive(start, Position(read));

        Assert.Equal(expected, string.Join(',', Events().Select(static item => item.Data)));
    }

    [Fact]
    public async Task The_end_of_the_feed_is_told_and_ends_the_stream()
    {
        Audience audience = new(Format(SseProfile.Protocol), At(0));
        var connection = Open(audience);
        connection.GoLive(audience.Tail, Position(0));
        audience.Publish(Updates(1, 2), Position(2) with { IsClosed = true });
        connection.Deliver();

        Assert.Equal(StreamEnd.Closed, await connection.Completion);
        Assert.Equal(["data", "control"], Events().Select(static item => item.EventType));
        Assert.Contains("\"streamClosed\":true", Events()[1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_is_never_given_a_smaller_cursor_than_it_was_promised()
    {
        Audience audience = new(Format(SseProfile.Protocol), At(0));
        Open(audience, leastCursor: 900).GoLive(audience.Tail, Position(0));
        audience.Publish(Updates(1, 1), Position(1) with { Cursor = 800 });
        audience.Members[0].Deliver();
        audience.Publish(Updates(2, 2), Position(2) with { Cursor = 950 });
        audience.Members[0].Deliver();

        Assert.Equal(["900", "950"], Events().Where(static item => item.EventType == "control").Select(static item => item.Data.Split('"')[7]));
    }

    [Fact]
    public void Two_connections_write_the_same_bytes()
    {
        Audience audience = new(Format(SseProfile.Browser), At(0));
        Open(audience).GoLive(audience.Tail, Position(0));
        audience.Publish(Updates(1, 2), Position(2));
        audience.Members[0].Deliver();
        var first = _body.ToArray();
        _body.SetLength(0);
        var bytes = audience.Tail.Bytes;

        Open(audience).GoLive(new Frame(At(0)) { Next = audience.Tail }, Position(0));

        Assert.Equal(first, _body.ToArray());
        Assert.Equal(first, bytes.ToArray());
    }

    private static StreamFormat Format(SseProfile profile) => new(profile, false, TypeFilter.All, PayloadText.Json);

    private static UpdateOffset At(long sequence) => new(1, sequence);

    private static StreamPosition Position(long sequence) => new(At(sequence), 0, true, false);

    private static List<Update> Updates(int first, int last)
        => [.. Enumerable.Range(first, last - first + 1).Select(static number => new Update(
            "orders", At(number), DateTimeOffset.UnixEpoch, new NewUpdate(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture))), "application/json"))];

    private SseConnection Open(Audience audience, long leastCursor = 0)
    {
        DefaultHttpContext context = new();
        context.Response.Body = _body;
        SseConnection connection = new(context, audience, _clock) { EndsAt = TimeSpan.FromHours(1), LeastCursor = leastCursor };
        audience.Join(connection);
        return connection;
    }

    private List<SseItem<string>> Events() => [.. SseParser.Create(new MemoryStream(_body.ToArray())).Enumerate()];
}
