using System.Net;
using Patterns.Testing;
using Patterns.Updates.Tests.Connecting;

namespace Patterns.Updates.Tests.EventStreams;

public sealed class EventStreamClientTests : IDisposable
{
    private static readonly Uri Url = new("stream", UriKind.Relative);
    private readonly ScriptedHttp _server = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<EventStreamInterruption> _interruptions = [];

    [Fact]
    public async Task It_connects_again_behind_the_last_event_after_the_time_that_the_server_named()
    {
        _server.ThenStream("retry: 40\nid: a\ndata: 1\n\nid: b\ndata: lost").ThenStream("data: 2\n\n").ThenStatus(HttpStatusCode.NoContent);

        List<EventStreamMessage> messages = await ReadAsync(new EventStreamClientOptions());

        Assert.Equal([new EventStreamMessage(EventStreamItemKind.Event, "message", "1", "a"), new EventStreamMessage(EventStreamItemKind.Event, "message", "2", "a")], messages);
        Assert.Equal([null, "a", "a"], _server.Requests.Select(static request => request["Last-Event-ID"]));
        Assert.All(_server.Requests, static request => Assert.Equal("text/event-stream", request["Accept"]));
        Assert.Equal([40d, 40d], _interruptions.Select(static interruption => interruption.Delay.TotalMilliseconds));
    }

    [Fact]
    public async Task Patience_is_kept_as_long_as_the_server_asks_for()
    {
        _server.ThenStatus(HttpStatusCode.ServiceUnavailable, ("Retry-After", "20")).ThenStatus(HttpStatusCode.TooManyRequests).ThenBreak().ThenStatus(HttpStatusCode.NoContent);

        Assert.Empty(await ReadAsync(new EventStreamClientOptions()));

        Assert.Equal([20.5, 1, 2], _interruptions.Select(static interruption => interruption.Delay.TotalSeconds));
        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, null], _interruptions.Select(static interruption => interruption.StatusCode));
    }

    [Fact]
    public async Task A_broken_connection_is_made_anew()
    {
        _server.Then(static _ => ScriptedHttp.Stream(new BreakingStream("id: 7\ndata: x\n\ndata: half"))).ThenStatus(HttpStatusCode.NoContent);

        EventStreamMessage message = Assert.Single(await ReadAsync(new EventStreamClientOptions()));

        Assert.Equal("x", message.Data);
        Assert.Equal("7", _server.Requests[1]["Last-Event-ID"]);
        Assert.IsType<IOException>(Assert.Single(_interruptions).Exception);
    }

    [Fact]
    public async Task A_silent_connection_is_made_anew()
    {
        _server.Then(static _ => ScriptedHttp.Stream(new SilentStream("data: x\n\n:\n"))).ThenStatus(HttpStatusCode.NoContent);

        Assert.Single(await ReadAsync(new EventStreamClientOptions { ReadTimeout = TimeSpan.FromSeconds(30) }));

        Assert.Contains("silent", Assert.Single(_interruptions).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.Created)]
    public async Task A_status_that_does_not_pass_ends_it(HttpStatusCode status)
    {
        _server.ThenStatus(status);

        var refused = await Assert.ThrowsAsync<ServerRefusedException>(() => ReadAsync(new EventStreamClientOptions()));

        Assert.Equal(status, refused.StatusCode);
        Assert.Equal("updates.refused", refused.Code);
    }

    [Fact]
    public async Task Credentials_are_made_anew_once_before_it_gives_up()
    {
        _server.ThenStatus(HttpStatusCode.Unauthorized).ThenStream("data: x\n\n").ThenStatus(HttpStatusCode.Unauthorized).ThenStatus(HttpStatusCode.Unauthorized);
        var tokens = 0;

        await Assert.ThrowsAsync<ServerRefusedException>(() => ReadAsync(new EventStreamClientOptions
        {
            PrepareRequest = (request, _) =>
            {
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {++tokens}");
                return ValueTask.CompletedTask;
            },
        }));

        Assert.Equal(["Bearer 1", "Bearer 2", "Bearer 3", "Bearer 4"], _server.Requests.Select(static request => request["Authorization"]));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/event-streams")]
    public async Task Another_media_type_ends_it(string contentType)
    {
        _server.Then(_ => ScriptedHttp.Stream(new MemoryStream([.. "data: x\n\n"u8]), contentType));

        var refused = await Assert.ThrowsAsync<ServerAnswerException>(() => ReadAsync(new EventStreamClientOptions()));

        Assert.Contains($"'{contentType}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_and_case_of_the_media_type_make_no_difference()
    {
        _server.Then(static _ => ScriptedHttp.Stream(new MemoryStream([.. "data: x\n\n"u8]), "Text/Event-Stream;charset=utf-8")).ThenStatus(HttpStatusCode.NoContent);

        Assert.Single(await ReadAsync(new EventStreamClientOptions()));
    }

    [Fact]
    public async Task An_event_that_is_too_large_ends_it()
    {
        _server.ThenStream($"data: {new string('x', 5000)}\n\n");

        await Assert.ThrowsAsync<EventTooLargeException>(() => ReadAsync(new EventStreamClientOptions { Reading = new EventStreamReaderOptions { MaxEventBytes = 1000 } }));
    }

    [Fact]
    public async Task A_body_is_sent_with_every_attempt()
    {
        _server.ThenStream("").ThenStatus(HttpStatusCode.NoContent);

        await ReadAsync(new EventStreamClientOptions { Method = HttpMethod.Post, CreateContent = static () => new StringContent("question") });

        Assert.Equal(["question", "question"], _server.Requests.Select(static request => request.Body));
    }

    public void Dispose() => _server.Dispose();

    private async Task<List<EventStreamMessage>> ReadAsync(EventStreamClientOptions options)
    {
        using HttpClient http = _server.Client();
        options.Interrupted = _interruptions.Add;
        var client = new EventStreamClient(http, Url, options, _time, new MiddleRandom());
        return await _time.CollectAsync(client.ReadAsync());
    }
}
