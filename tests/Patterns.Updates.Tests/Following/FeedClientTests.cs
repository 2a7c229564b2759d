using System.Net;
using System.Text;
using Patterns.Testing;
using Patterns.Updates.Tests.Connecting;

namespace Patterns.Updates.Tests.Following;

public sealed class FeedClientTests : IDisposable
{
    private readonly ScriptedHttp _server = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<FeedNotice> _notices = [];
    private FeedCursor _from = FeedCursor.Start;

    [Fact]
    public async Task A_stream_is_resumed_where_it_broke_without_missing_or_doubling_an_update()
    {
        _server.Then(static _ => ScriptedHttp.Stream(new BreakingStream("retry: 70\n\n" + Data("1", "2") + Control("a") + Data("3", "4"))))
            .ThenStream(Data("3", "4", "5") + Control("b", closed: true));

        Assert.Equal(["1@1,-1", "2@2,-1", "3@1,a", "4@2,a", "5@3,a"], await FollowAsync());

        Assert.Equal("/feed?envelope=cloudevents&live=sse&offset=-1", _server.Requests[0].Url.PathAndQuery);
        Assert.Equal("/feed?envelope=cloudevents&live=sse&offset=a", _server.Requests[1].Url.PathAndQuery);
        Assert.Equal("a", _server.Requests[1]["Last-Event-ID"]);
        Assert.Equal(TimeSpan.FromMilliseconds(570), Assert.Single(_notices, static notice => notice.Kind == FeedNoticeKind.Interrupted).Delay);
    }

    [Fact]
    public async Task Where_streams_are_not_known_long_polls_are_used_and_where_these_are_not_polls()
    {
        _server.Then(static _ => ScriptedHttp.Json("<html>", contentType: "text/html"))
            .Then(static _ => Page("[1]", "a", cursor: "77"))
            .Then(static _ => ScriptedHttp.Status(HttpStatusCode.NotImplemented))
            .Then(static _ => Page("[2]", "b"))
            .Then(static _ => Page("[]", "b", upToDate: true))
            .Then(static _ => Page("[3]", "c", closed: true));

        Assert.Equal(["1@a", "2@b", "3@c"], await FollowAsync());

        Assert.Equal(
            ["live=sse&offset=-1", "live=long-poll&offset=-1", "cursor=77&live=long-poll&offset=a", "offset=a", "offset=b", "offset=b"],
            _server.Requests.Select(static request => request.Url.Query[1..].Replace("envelope=cloudevents&", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stream_that_is_held_back_by_something_between_is_left_for_long_polls()
    {
        _server.Then(static _ => ScriptedHttp.Stream(new SilentStream(""))).Then(static _ => Page("[1]", "a", closed: true));

        Assert.Equal(["1@a"], await FollowAsync());

        Assert.Equal(TimeSpan.FromSeconds(10), _time.GetUtcNow() - new ManualTimeProvider().GetUtcNow());
    }

    [Fact]
    public async Task A_stream_that_falls_silent_is_made_anew_after_two_and_a_half_heartbeats()
    {
        _server.Then(static _ => ScriptedHttp.Stream(new SilentStream(Data("1") + Control("a")))).ThenStream(Data("2") + Control("b", closed: true));

        Assert.Equal(["1@1,-1", "2@1,a"], await FollowAsync());

        Assert.Equal(TimeSpan.FromSeconds(37.5 + 0.5), _time.GetUtcNow() - new ManualTimeProvider().GetUtcNow());
    }

    [Fact]
    public async Task The_stream_is_tried_again_later_and_kept_when_it_gets_through()
    {
        _server.ThenStatus(HttpStatusCode.NotAcceptable);
        for (var count = 0; count < 2; count++)
        {
            _server.Then(_ =>
            {
                _time.Advance(TimeSpan.FromSeconds(25));
                return ScriptedHttp.Status(HttpStatusCode.NoContent, ("Stream-Next-Offset", "-1"), ("Stream-Up-To-Date", "true"));
            });
        }

        _server.ThenStream(Data("1") + Control("a")).ThenStream(Data("2") + Control("b", closed: true));

        Assert.Equal(["1@1,-1", "2@1,a"], await FollowAsync());

        Assert.Equal([FeedPattern.LongPoll, FeedPattern.ServerSentEvents], _notices.Where(static notice => notice.Kind == FeedNoticeKind.Connected).Select(static notice => notice.Pattern));
    }

    [Fact]
    public async Task A_plain_event_stream_is_followed_by_its_ids()
    {
        _server.ThenStream("id: 1\nevent: put\ndata: 10\n\nid: 2\ndata: 20\n\n").ThenStream("id: 3\ndata: 30\n\n").ThenStatus(HttpStatusCode.NoContent);

        Assert.Equal(["10@1", "20@2", "30@3"], await FollowAsync());

        Assert.Equal([null, "2", "3"], _server.Requests.Select(static request => request["Last-Event-ID"]));
    }

    [Fact]
    public async Task A_cursor_that_is_gone_is_an_error_unless_the_caller_says_otherwise()
    {
        _from = FeedCursor.Parse("05");
        _server.Then(static _ => Gone());

        var gone = await Assert.ThrowsAsync<FeedGapException>(() => FollowAsync());

        Assert.Equal("updates.gap", gone.Code);
        Assert.Equal(
            new FeedGap(_from) { Reason = "forgotten", Earliest = FeedCursor.Parse("07"), Tail = FeedCursor.Parse("09"), Snapshot = new Uri("http://server.test/snapshots/1") },
            gone.Gap);
    }

    [Theory]
    [InlineData(GapPolicy.Earliest, "07")]
    [InlineData(GapPolicy.Now, "09")]
    [InlineData(GapPolicy.Reload, "08")]
    public async Task A_gap_is_crossed_as_the_caller_says_and_the_next_update_names_it(GapPolicy policy, string offset)
    {
        _from = FeedCursor.Parse("05");
        _server.Then(static _ => Gone()).ThenStream(Data("1", "2") + Control("10", closed: true));
        var reloaded = new List<FeedGap>();
        using HttpClient http = _server.Client();
        var client = new FeedClient(http, "/feed", new FeedClientOptions
        {
            From = _from,
            OnGap = policy,
            ReloadAsync = (gap, _) =>
            {
                reloaded.Add(gap);
                return ValueTask.FromResult(FeedCursor.Parse("08"));
            },
        });

        List<Update<int>> updates = await _time.CollectAsync(client.FollowAsync<int>(new MemoryCheckpoint()));

        Assert.Equal([true, false], updates.Select(static update => update.Gap is not null));
        Assert.Contains($"offset={offset}", _server.Requests[1].Url.Query, StringComparison.Ordinal);
        Assert.Equal(policy == GapPolicy.Reload ? 1 : 0, reloaded.Count);
    }

    [Fact]
    public async Task A_checkpoint_is_where_the_next_reading_begins()
    {
        var checkpoint = new MemoryCheckpoint();
        _server.ThenStream(Data("1", "2", "3") + Control("a", closed: true)).ThenStream(Data("1", "2", "3") + Control("a", closed: true));
        using HttpClient http = _server.Client();
        var client = new FeedClient(http, "/feed");
        await foreach (Update<int> update in client.FollowAsync<int>(checkpoint))
        {
            if (update.Value == 2)
            {
                await checkpoint.SaveAsync(update.Cursor);
                break;
            }
        }

        List<Update<int>> rest = await _time.CollectAsync(client.FollowAsync<int>(checkpoint));

        Assert.Equal([3], rest.Select(static update => update.Value));
    }

    [Fact]
    public async Task A_server_in_trouble_is_asked_again_when_it_says_and_credentials_are_fresh_each_time()
    {
        var tokens = 0;
        _server.ThenStatus(HttpStatusCode.ServiceUnavailable, ("Retry-After", "60")).ThenStatus(HttpStatusCode.Unauthorized).ThenStream(Data("1") + Control("a", closed: true));

        await FollowAsync(options => options.PrepareRequest = (request, _) =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {++tokens}");
            return ValueTask.CompletedTask;
        });

        Assert.Equal(["Bearer 1", "Bearer 2", "Bearer 3"], _server.Requests.Select(static request => request["Authorization"]));
        Assert.Equal([60.5, 1], _notices.Where(static notice => notice.Delay is not null).Select(static notice => notice.Delay!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Found)]
    public async Task A_status_that_does_not_pass_ends_it(HttpStatusCode status)
    {
        _server.ThenStatus(status);

        Assert.Equal(status, (await Assert.ThrowsAsync<ServerRefusedException>(() => FollowAsync())).StatusCode);
    }

    [Fact]
    public async Task What_is_no_feed_by_any_pattern_is_refused()
    {
        for (var count = 0; count < 3; count++)
        {
            _server.Then(static _ => ScriptedHttp.Json("{}"));
        }

        var refused = await Assert.ThrowsAsync<ServerAnswerException>(() => FollowAsync());

        Assert.Contains("Stream-Next-Offset", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_a_feed_before_is_asked_again()
    {
        for (var count = 0; count < 3; count++)
        {
            _server.Then(static _ => ScriptedHttp.Json("<html>", contentType: "text/html"));
        }

        _server.ThenStream(Data("1") + Control("a", closed: true));
        var checkpoint = new MemoryCheckpoint();
        await checkpoint.SaveAsync(FeedCursor.Parse("b"));
        using HttpClient http = _server.Client();

        List<Update<int>> updates = await _time.CollectAsync(new FeedClient(http, "/feed", null, _time).FollowAsync<int>(checkpoint));

        Assert.Equal([1], updates.Select(static update => update.Value));
    }

    [Fact]
    public async Task It_gives_up_when_it_is_told_to()
    {
        for (var count = 0; count < 100; count++)
        {
            _server.ThenBreak();
        }

        var unreachable = await Assert.ThrowsAsync<FeedUnreachableException>(() => FollowAsync(static options => options.GiveUpAfter = TimeSpan.FromMinutes(2)));

        Assert.InRange(unreachable.Duration, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
        Assert.IsType<HttpRequestException>(unreachable.InnerException);
    }

    [Fact]
    public async Task A_payload_of_another_type_names_the_place_behind_it()
    {
        _server.ThenStream(Data("1", "\"text\"") + Control("a", closed: true));

        var wrong = await Assert.ThrowsAsync<ReceivedPayloadException>(() => FollowAsync());

        Assert.Equal(FeedCursor.Parse("2,-1"), wrong.Cursor);
    }

    [Fact]
    public async Task An_answer_larger_than_allowed_is_refused()
    {
        _server.Then(static _ => Page($"[\"{new string('x', 3000)}\"]", "a"));

        await Assert.ThrowsAsync<ServerAnswerException>(() => FollowAsync(static options =>
        {
            options.Patterns = [FeedPattern.Poll];
            options.MaxAnswerBytes = 1000;
        }));
    }

    [Fact]
    public async Task A_poll_at_the_end_of_the_feed_asks_only_for_what_has_changed()
    {
        _server.Then(static _ => Page("[1]", "a")).Then(static _ => Page("[]", "a", upToDate: true, tag: "\"t\""))
            .Then(static _ => ScriptedHttp.Status(HttpStatusCode.NotModified)).Then(static _ => Page("[2]", "b", closed: true));

        Assert.Equal(["1@a", "2@b"], await FollowAsync(static options => options.Patterns = [FeedPattern.Poll]));

        Assert.Equal([null, null, "\"t\"", "\"t\""], _server.Requests.Select(static request => request["If-None-Match"]));
        Assert.Equal(TimeSpan.FromSeconds(10), _time.GetUtcNow() - new ManualTimeProvider().GetUtcNow());
    }

    [Fact]
    public async Task Bytes_without_boundaries_are_followed_too()
    {
        _server.Then(static _ => ScriptedHttp.Stream(new MemoryStream(Encoding.UTF8.GetBytes("event: data\ndata: one\n\n" + Control("a") + "event: data\ndata: two\n\n" + Control("b", closed: true)))));
        using HttpClient http = _server.Client();
        var client = new FeedClient(http, "/feed", new FeedClientOptions { Content = FeedContent.Bytes });

        List<Update<ReadOnlyMemory<byte>>> updates = await _time.CollectAsync(client.FollowAsync(new MemoryCheckpoint()));

        Assert.Equal(["one", "two"], updates.Select(static update => Encoding.UTF8.GetString(update.Value.Span)));
        Assert.DoesNotContain("envelope", _server.Requests[0].Url.Query, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        using HttpClient http = _server.Client();

        Assert.Throws<ArgumentException>(() => new FeedClient(http, "/feed", new FeedClientOptions { Patterns = [] }));
        Assert.Throws<ArgumentException>(() => new FeedClient(http, "/feed", new FeedClientOptions { OnGap = GapPolicy.Reload }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FeedClient(http, "/feed", new FeedClientOptions { Heartbeat = TimeSpan.Zero }));
        Assert.Throws<ArgumentException>(() => new FeedClient(http, "ftp://server/feed"));
    }

    public void Dispose() => _server.Dispose();

    private static string Data(params string[] messages) => $"event: data\ndata: [{string.Join(",\ndata: ", messages)}]\n\n";

    private static string Control(string next, bool closed = false) => $"event: control\ndata: {{\"streamNextOffset\":\"{next}\"{(closed ? ",\"streamClosed\":true" : "")}}}\n\n";

    private static HttpResponseMessage Page(string body, string next, bool upToDate = false, bool closed = false, string? cursor = null, string? tag = null)
    {
        HttpResponseMessage answer = ScriptedHttp.Json(body, headers: [("Stream-Next-Offset", next), ("Stream-Up-To-Date", upToDate ? "true" : "no"), ("Stream-Closed", closed ? "true" : "no")]);
        if (cursor is not null)
        {
            answer.Headers.TryAddWithoutValidation("Stream-Cursor", cursor);
        }

        if (tag is not null)
        {
            answer.Headers.TryAddWithoutValidation("ETag", tag);
        }

        return answer;
    }

    private static HttpResponseMessage Gone() => ScriptedHttp.Json(
        """{"status":410,"code":"updates.offset-gone","reason":"forgotten","earliest":"07","tail":"09","snapshot":"/snapshots/1"}""", HttpStatusCode.Gone, "application/problem+json");

    private async Task<IEnumerable<string>> FollowAsync(Action<FeedClientOptions>? configure = null)
    {
        using HttpClient http = _server.Client();
        var options = new FeedClientOptions { From = _from, Noticed = _notices.Add };
        configure?.Invoke(options);
        var client = new FeedClient(http, new Uri("/feed", UriKind.Relative), options, _time, new MiddleRandom());
        List<Update<int>> updates = await _time.CollectAsync(client.FollowAsync<int>(new MemoryCheckpoint()));
        return updates.Select(static update => $"{update.Value}@{update.Cursor}");
    }
}
