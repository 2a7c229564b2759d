using System.Globalization;
using System.Net;
using System.Text;
using Patterns.Updates.Webhooks.Delivery;

namespace Patterns.Updates.Tests.Webhooks.Delivery;

public sealed class WebhookSenderTests : IAsyncDisposable
{
    private readonly SenderFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task An_update_arrives_signed_with_its_id_and_the_offset_to_go_on_from()
    {
        var subscription = await _fixture.SubscribeAsync();
        var receipt = await _fixture.AppendAsync(1, 42, static _ => "order-7", "order-paid");

        var call = await _fixture.Endpoints.NextAsync();

        var offset = receipt.Next.ToString();
        Assert.Equal(("POST", SenderFixture.Url), (call.Method, call.Url.AbsoluteUri));
        Assert.Equal($"orders:{offset}", call.Id);
        Assert.Equal(offset, call.Headers[WebhookHeaders.NextOffset]);
        Assert.Equal("application/cloudevents+json; charset=utf-8", call.Headers["Content-Type"]);
        Assert.Equal(
            $$"""{"specversion":"1.0","id":"orders:{{offset}}","source":"/feeds/orders","type":"order-paid","time":"2026-01-01T00:00:00Z","subject":"order-7","sequence":"{{offset}}","datacontenttype":"application/json","data":42}""",
            Encoding.UTF8.GetString(call.Body));
        var secret = await _fixture.Sender.GetSecretAsync(subscription.Id);
        Assert.True(new WebhookVerifier(new(secret), time: _fixture.Time).Verify(call.Headers.GetValueOrDefault, call.Body).IsVerified);
        Assert.DoesNotContain("traceparent", call.Headers.Keys);
        Assert.DoesNotContain("Cookie", call.Headers.Keys);
    }

    [Fact]
    public async Task A_failed_attempt_is_repeated_with_the_same_id_and_body_and_a_fresh_time_and_signature()
    {
        _fixture.Endpoints.Answer = (_, _) => FakeEndpoints.Status(_fixture.Time.GetUtcNow().Minute < 4 ? 500 : 204);
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);

        var first = await _fixture.Endpoints.NextAsync();
        var second = await _fixture.AdvanceToNextCallAsync(subscription.Id);
        var third = await _fixture.AdvanceToNextCallAsync(subscription.Id);

        Assert.Equal([first.Id, first.Id], [second.Id, third.Id]);
        Assert.Equal(first.Body, third.Body);
        Assert.Equal(3, new[] { first, second, third }.Select(static call => call.Headers[WebhookHeaders.Signature]).Distinct().Count());
        Assert.InRange(Seconds(second) - Seconds(first), 4, 6);
        Assert.InRange(Seconds(third) - Seconds(second), 240, 361);
        var status = await _fixture.StatusAsync(subscription.Id, static status => status.Pending == 0);
        Assert.Null(status.FailingSince);
    }

    [Fact]
    public async Task After_ten_attempts_an_update_is_a_dead_letter_and_can_be_sent_again_under_the_same_id()
    {
        _fixture.Options.EventFeed = "events";
        _fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(503);
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);
        var first = await _fixture.Endpoints.NextAsync();
        for (var attempt = 2; attempt <= 10; attempt++)
        {
            await _fixture.AdvanceToNextCallAsync(subscription.Id);
        }

        var status = await _fixture.StatusAsync(subscription.Id, static status => status.DeadLetters.Count == 1);
        Assert.Equal((10, "answered 503"), (status.DeadLetters[0].Attempts, status.DeadLetters[0].Reason));
        Assert.InRange((status.DeadLetters[0].Time - subscription.CreatedAt).TotalHours, 60, 91);
        var events = await _fixture.FeedAsync("events");
        await events.WaitAsync(UpdateOffset.Start, TimeSpan.FromMinutes(1));
        Assert.Equal("webhook.dead-letter", Assert.Single((await events.ReadAsync(UpdateOffset.Start)).Updates).Type);

        _fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(200);
        await _fixture.Sender.ReplayAsync(subscription.Id, WebhookReplay.One(status.DeadLetters[0].Offset));
        await _fixture.Sender.ResumeAsync(subscription.Id);
        Assert.Equal(first.Id, (await _fixture.Endpoints.NextAsync()).Id);
        await _fixture.StatusAsync(subscription.Id, static status => status is { Pending: 0, DeadLetters.Count: 0 });
    }

    [Fact]
    public async Task Gone_disables_and_what_comes_meanwhile_is_sent_after_resuming()
    {
        _fixture.Options.EventFeed = "events";
        _fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(410);
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);
        await _fixture.Endpoints.NextAsync();
        await _fixture.StatusAsync(subscription.Id, static status => status.Disabled == WebhookDisabledReason.EndpointGone);
        await _fixture.AppendAsync(2, from: 2);
        await (await _fixture.FeedAsync("events")).WaitAsync(UpdateOffset.Start, TimeSpan.FromMinutes(1));

        _fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(200);
        await _fixture.Sender.ResumeAsync(subscription.Id);

        Assert.Equal([1, 2, 3], (await _fixture.Endpoints.NextAsync(3)).Select(static call => call.Data).Order());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Any_answer_but_success_is_a_failure(int status)
    {
        _fixture.Endpoints.Answer = (_, _) => FakeEndpoints.Status(status);
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);

        await _fixture.Endpoints.NextAsync();

        Assert.Equal(1, (await _fixture.StatusAsync(subscription.Id, static status => status.FailingSince is not null)).Pending);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 01 Jan 2026 00:30:00 GMT", 1800)]
    [InlineData("Wed, 31 Dec 2025 00:30:00 GMT", 0)]
    [InlineData("999999999", 86400)]
    [InlineData("soon", 0)]
    public async Task Retry_after_pauses_the_endpoint(string value, int expectedSeconds)
    {
        _fixture.Endpoints.Answer = (_, _) =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
            answer.Headers.TryAddWithoutValidation("Retry-After", value);
            return Task.FromResult(answer);
        };
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);

        var status = await _fixture.StatusAsync(subscription.Id, static status => status.FailingSince is not null);

        Assert.Equal(expectedSeconds == 0 ? null : _fixture.Time.GetUtcNow().AddSeconds(expectedSeconds), status.PausedUntil);
    }

    [Fact]
    public async Task An_endpoint_that_does_not_answer_within_15_seconds_has_failed()
    {
        _fixture.Endpoints.Answer = static async (_, cancelled) =>
        {
            await Task.Delay(Timeout.Infinite, cancelled);
            throw new InvalidOperationException("cancelled");
        };
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);
        await _fixture.Endpoints.NextAsync();

        _fixture.Time.Advance(TimeSpan.FromSeconds(14.9));
        Assert.Equal(1, (await _fixture.Sender.GetStatusAsync(subscription.Id)).InFlight);
        _fixture.Time.Advance(TimeSpan.FromSeconds(0.1));

        await _fixture.StatusAsync(subscription.Id, static status => status.FailingSince is not null);
    }

    [Fact]
    public async Task Errors_of_names_connections_and_certificates_are_tried_again()
    {
        Exception[] errors =
        [
            new HttpRequestException("Name or service not known"),
            new HttpRequestException("TLS", new System.Security.Authentication.AuthenticationException("The certificate is not trusted")),
            new IOException("reset"),
            new InvalidOperationException("a bug"),
        ];
        var attempt = 0;
        _fixture.Endpoints.Answer = (_, _) => attempt < errors.Length ? Task.FromException<HttpResponseMessage>(errors[attempt++]) : FakeEndpoints.Status(200);
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);
        for (var call = 0; call <= errors.Length; call++)
        {
            await _fixture.AdvanceToNextCallAsync(subscription.Id);
        }

        await _fixture.StatusAsync(subscription.Id, static status => status is { Pending: 0, DeadLetters.Count: 0 });
    }

    [Fact]
    public async Task Five_days_of_failures_disable_and_the_feed_of_events_is_told()
    {
        _fixture.Options.EventFeed = "events";
        _fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(500);
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);
        await _fixture.Endpoints.NextAsync();
        for (var turn = 0; (await _fixture.Sender.GetStatusAsync(subscription.Id)).Disabled is null; turn++)
        {
            Assert.True(turn < 100);
            if ((await _fixture.StatusAsync(subscription.Id, static status => status.InFlight == 0)).Pending == 0)
            {
                await _fixture.AppendAsync(1, from: turn);
            }

            await _fixture.AdvanceToNextCallAsync(subscription.Id);
            await _fixture.StatusAsync(subscription.Id, static status => status.InFlight == 0);
        }

        var status = await _fixture.Sender.GetStatusAsync(subscription.Id);
        Assert.Equal(WebhookDisabledReason.Failing, status.Disabled);
        Assert.True(_fixture.Time.GetUtcNow() - status.FailingSince >= TimeSpan.FromDays(5));
        var events = await _fixture.FeedAsync("events");
        UpdatePage page;
        do
        {
            page = await events.ReadAsync(UpdateOffset.Start, new ReadOptions { Types = new HashSet<string> { "webhook.disabled" } });
        }
        while (page.Updates.Count == 0 && await events.WaitAsync(page.Next, TimeSpan.FromMinutes(1)));
        Assert.Contains("\"reason\":\"Failing\"", Encoding.UTF8.GetString(Assert.Single(page.Updates).Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_over_256_KiB_is_sent_as_a_link()
    {
        await _fixture.SubscribeAsync();
        var log = await _fixture.FeedAsync();
        var receipt = await log.AppendAsync(new NewUpdate(Encoding.UTF8.GetBytes($"\"{new string('x', 256 * 1024)}\"")));

        var call = await _fixture.Endpoints.NextAsync();

        Assert.InRange(call.Body.Length, 1, 1024);
        Assert.False(call.Json.TryGetProperty("data", out _));
        var verified = new WebhookVerification(WebhookOutcome.Verified, call.Id, null, null);
        var message = new WebhookMessage(verified, call.Body, call.Headers["Content-Type"], call.Headers);
        Assert.Equal($"/feeds/orders?offset={new UpdateOffset(receipt.Next.Epoch, 0)}&limit=1", message.DataReference);
        Assert.Equal(receipt.Next, message.NextOffset);
        Assert.Empty(message.ReadEvent().Payload.ToArray());
        Assert.Throws<ArgumentException>(() => new WebhookMessage(default, call.Body, null, []));
    }

    [Fact]
    public async Task A_payload_that_is_not_json_arrives_as_base64()
    {
        await _fixture.SubscribeAsync();
        await (await _fixture.FeedAsync()).AppendAsync(new NewUpdate(new byte[] { 0, 255 }) { ContentType = "application/octet-stream" });

        var call = await _fixture.Endpoints.NextAsync();

        Assert.Equal([0, 255], call.Json.GetProperty("data_base64").GetBytesFromBase64());
    }

    [Fact]
    public async Task Only_the_types_asked_for_are_sent_and_a_retry_finds_them_again()
    {
        var failures = 1;
        _fixture.Endpoints.Answer = (_, _) => FakeEndpoints.Status(Interlocked.Decrement(ref failures) >= 0 ? 500 : 200);
        var subscription = await _fixture.SubscribeAsync(new WebhookRequest { Url = SenderFixture.Url, Types = ["paid"] });
        await _fixture.AppendAsync(3, type: "sent");
        await _fixture.AppendAsync(1, from: 10, type: "paid");

        Assert.Equal(10, (await _fixture.Endpoints.NextAsync()).Data);
        Assert.Equal(10, (await _fixture.AdvanceToNextCallAsync(subscription.Id)).Data);
        await _fixture.StatusAsync(subscription.Id, static status => status is { Pending: 0, Cursor.Sequence: 4 });
    }

    [Fact]
    public async Task A_rotated_secret_overlaps_with_the_one_before()
    {
        var subscription = await _fixture.SubscribeAsync();
        var old = await _fixture.Sender.GetSecretAsync(subscription.Id);
        var next = await _fixture.Sender.RotateSecretAsync(subscription.Id, TimeSpan.FromHours(1));
        await _fixture.AppendAsync(1);
        var during = await _fixture.Endpoints.NextAsync();
        _fixture.Time.Advance(TimeSpan.FromHours(1));
        await _fixture.AppendAsync(1);
        var after = await _fixture.Endpoints.NextAsync();

        Assert.True(IsSigned(during, old) && IsSigned(during, next));
        Assert.False(IsSigned(after, old));
        Assert.True(IsSigned(after, next));
        Assert.Equal(next.Reveal(), (await _fixture.Sender.GetSecretAsync(subscription.Id)).Reveal());

        bool IsSigned(FakeCall call, WebhookSecret secret)
            => new WebhookVerifier(new(secret), tolerance: TimeSpan.FromDays(1), time: _fixture.Time).Verify(call.Headers.GetValueOrDefault, call.Body).IsVerified;
    }

    [Fact]
    public async Task Everything_since_a_cursor_is_sent_again_under_the_same_ids()
    {
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(5);
        var first = await _fixture.Endpoints.NextAsync(5);
        var status = await _fixture.StatusAsync(subscription.Id, static status => status is { Pending: 0, Cursor.Sequence: 5 });
        UpdateOffset At(long sequence) => new(status.Cursor.Epoch, sequence);

        await _fixture.Sender.ReplayAsync(subscription.Id, WebhookReplay.Since(At(3)));
        var since = await _fixture.Endpoints.NextAsync(2);
        await _fixture.Sender.ReplayAsync(subscription.Id, WebhookReplay.Range(At(1), At(3)));
        var range = await _fixture.Endpoints.NextAsync(2);
        await _fixture.Sender.ReplayAsync(subscription.Id, WebhookReplay.Since(UpdateOffset.Start));
        var all = await _fixture.Endpoints.NextAsync(5);

        Assert.Equal([4, 5], since.Select(static call => call.Data).Order());
        Assert.Equal([2, 3], range.Select(static call => call.Data).Order());
        Assert.Equal(first.Select(static call => call.Id).Order(StringComparer.Ordinal), all.Select(static call => call.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Updates_that_were_removed_before_they_could_be_sent_are_never_passed_over_in_silence()
    {
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.Sender.DisableAsync(subscription.Id);
        var receipt = await _fixture.AppendAsync(5);
        await (await _fixture.FeedAsync()).TrimAsync(new UpdateOffset(receipt.Next.Epoch, 3));

        await Assert.ThrowsAsync<OffsetGoneException>(() => _fixture.Sender.ResumeAsync(subscription.Id));
        await _fixture.Sender.ResumeAsync(subscription.Id, UpdateOffset.Start);

        Assert.Equal([4, 5], (await _fixture.Endpoints.NextAsync(2)).Select(static call => call.Data).Order());
    }

    [Fact]
    public async Task A_retry_of_an_update_that_the_feed_removed_is_a_dead_letter()
    {
        _fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(500);
        var subscription = await _fixture.SubscribeAsync();
        var receipt = await _fixture.AppendAsync(1);
        await _fixture.Endpoints.NextAsync();
        await _fixture.StatusAsync(subscription.Id, static status => status is { InFlight: 0, FailingSince: not null });
        await _fixture.AppendAsync(1);
        await _fixture.Endpoints.NextAsync();
        await (await _fixture.FeedAsync()).TrimAsync(receipt.Next);
        _fixture.Time.Advance(TimeSpan.FromSeconds(10));

        var status = await _fixture.StatusAsync(subscription.Id, static status => status.DeadLetters.Count > 0);
        Assert.Equal("the feed no longer has it", status.DeadLetters[0].Reason);
    }

    [Fact]
    public async Task A_deleted_feed_disables_its_subscriptions()
    {
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.StatusAsync(subscription.Id, static status => status.Disabled is null);

        await _fixture.Feeds.DeleteAsync("orders");

        await _fixture.StatusAsync(subscription.Id, static status => status.Disabled == WebhookDisabledReason.FeedDeleted);
        await Assert.ThrowsAsync<FeedNotFoundException>(() => _fixture.Sender.SubscribeAsync("orders", new WebhookRequest { Url = SenderFixture.Url }));
    }

    [Fact]
    public async Task Requests_that_are_not_allowed_are_refused()
    {
        await _fixture.FeedAsync();
        Task Subscribe(WebhookRequest request) => _fixture.Sender.SubscribeAsync("orders", request);

        await Assert.ThrowsAsync<WebhookTargetRefusedException>(() => Subscribe(new() { Url = "https://169.254.169.254/" }));
        await Assert.ThrowsAsync<ArgumentException>(() => Subscribe(new() { Url = SenderFixture.Url, MaxInFlight = 0 }));
        await Assert.ThrowsAsync<ArgumentException>(() => Subscribe(new() { Url = SenderFixture.Url, MaxInFlight = 65 }));
        await Assert.ThrowsAsync<ArgumentException>(() => Subscribe(new() { Url = SenderFixture.Url, Types = [] }));
        await Assert.ThrowsAsync<ArgumentException>(() => Subscribe(new() { Url = SenderFixture.Url, Ordering = (WebhookOrdering)7 }));
        await Assert.ThrowsAsync<FormatException>(() => Subscribe(new() { Url = SenderFixture.Url, Secret = WebhookSecret.FromText("short") }));
        await Assert.ThrowsAsync<OffsetGoneException>(() => Subscribe(new() { Url = SenderFixture.Url, From = new UpdateOffset(999, 1) }));
        Assert.Empty(await _fixture.Sender.ListAsync());
        await Assert.ThrowsAsync<WebhookNotFoundException>(() => _fixture.Sender.GetStatusAsync("wh_none"));
        Assert.False(await _fixture.Sender.RemoveAsync("wh_none"));
        Assert.Throws<ArgumentException>(() => new WebhookSender(_fixture.Feeds, _fixture.State, new WebhookSenderOptions { MaxConcurrency = 0 }));
    }

    [Fact]
    public async Task Endpoints_that_hang_hold_up_nobody_else()
    {
        _fixture.Endpoints.Answer = static async (call, cancelled) =>
        {
            if (call.Url.AbsolutePath.StartsWith("/slow", StringComparison.Ordinal))
            {
                await Task.Delay(Timeout.Infinite, cancelled);
            }

            return new HttpResponseMessage();
        };
        for (var slow = 0; slow < 10; slow++)
        {
            await _fixture.SubscribeAsync(new WebhookRequest { Url = $"https://hooks.example.com/slow{slow}" });
        }

        var fast = await _fixture.SubscribeAsync(new WebhookRequest { Url = "https://hooks.example.com/fast" });
        await _fixture.AppendAsync(300);

        await _fixture.StatusAsync(fast.Id, static status => status is { Cursor.Sequence: 300, Pending: 0 });
        var started = 0;
        while (_fixture.Endpoints.Calls.TryRead(out var call))
        {
            started += call.Url.AbsolutePath == "/fast" ? 0 : 1;
        }

        Assert.InRange(started, 10, 80);
    }

    [Theory]
    [InlineData("orders", "orders:")]
    [InlineData("shop/orders.eu", "shop/orders%2Eeu:")]
    [InlineData("100 %", "100%20%25:")]
    [InlineData("größe", "gr%C3%B6%C3%9Fe:")]
    public void An_id_has_no_full_stop_and_nothing_but_visible_ascii(string feed, string expected)
    {
        var offset = new UpdateOffset(1, 7);
        var id = WebhookId.Of(new Update(feed, offset, default, new NewUpdate(default), "application/json"));

        Assert.Equal(expected + offset, id);
    }

    [Fact]
    public void An_id_that_would_be_too_long_is_hashed()
    {
        string IdOf(string feed) => WebhookId.Of(new Update(feed, new UpdateOffset(1, 7), default, new NewUpdate(default), "application/json"));

        Assert.Equal(64 + 1 + UpdateOffset.TextLength, IdOf(new string('a', 512)).Length);
        Assert.NotEqual(IdOf(new string('a', 512)), IdOf(new string('a', 511)));
    }

    [Fact]
    public async Task A_removed_subscription_is_forgotten_for_good()
    {
        var subscription = await _fixture.SubscribeAsync();
        await _fixture.AppendAsync(1);
        await _fixture.Endpoints.NextAsync();

        Assert.True(await _fixture.Sender.RemoveAsync(subscription.Id));
        await _fixture.RestartAsync();

        Assert.Empty(await _fixture.Sender.ListAsync());
        await foreach (var item in _fixture.State.ListAsync(""))
        {
            Assert.Fail($"{item.Path} is still there");
        }
    }

    [Fact]
    public async Task What_was_kept_and_cannot_be_read_is_an_error_with_its_place()
    {
        await _fixture.State.PutAsync("webhooks/wh_1.subscription.json", "{"u8.ToArray());

        var error = await Assert.ThrowsAsync<WebhookStateException>(() => _fixture.Sender.StartAsync());

        Assert.Equal("webhooks/wh_1.subscription.json", error.Path);
    }

    private static long Seconds(FakeCall call) => long.Parse(call.Headers[WebhookHeaders.Timestamp], CultureInfo.InvariantCulture);
}
