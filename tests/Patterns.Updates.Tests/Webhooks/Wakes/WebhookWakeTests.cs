using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Patterns.Updates.Tests.Webhooks.Delivery;

namespace Patterns.Updates.Tests.Webhooks.Wakes;

public sealed class WebhookWakeTests : IAsyncDisposable
{
    private readonly WakeFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task What_comes_after_it_was_made_wakes_with_a_signed_request_and_what_was_there_before_does_not()
    {
        var before = await _fixture.AppendAsync("events/old", 3);
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var offset = await _fixture.AppendAsync("events/new", 2);

        var call = await _fixture.NextCallAsync();

        Assert.Equal(("POST", "https://worker.example.com/hook", "application/json"), (call.Method, call.Url.AbsoluteUri, call.Headers["Content-Type"]));
        Assert.Equal($"{WakeFixture.Control}/subscriptions/workers/callback", call.Json.GetProperty("callback_url").GetString());
        Assert.Equal(1, call.Json.GetProperty("generation").GetInt64());
        var streams = call.Json.GetProperty("streams").EnumerateArray().ToDictionary(static stream => stream.GetProperty("path").GetString()!);
        Assert.Equal((offset.ToString(), true), (streams["events/new"].GetProperty("tail_offset").GetString(), streams["events/new"].GetProperty("has_pending").GetBoolean()));
        Assert.Equal((before.ToString(), false), (streams["events/old"].GetProperty("acked_offset").GetString(), streams["events/old"].GetProperty("has_pending").GetBoolean()));

        var parts = call.Headers["Webhook-Signature"].Split(',');
        var keys = JsonElement.Parse(_fixture.Wakes.KeySet.Span).GetProperty("keys").EnumerateArray().ToList();
        Assert.Equal($"kid={_fixture.Wakes.KeyId}", parts[1]);
        var key = WebhookPublicKey.FromBytes(Base64Url.DecodeFromChars(Assert.Single(keys).GetProperty("x").GetString()));
        Assert.True(key.Verify([.. Encoding.UTF8.GetBytes(parts[0][2..] + "."), .. call.Body], Base64Url.DecodeFromChars(parts[2].AsSpan("ed25519=".Length))));
    }

    [Fact]
    public async Task An_answer_that_it_is_done_acknowledges_what_the_wake_was_about_and_no_more()
    {
        var release = new TaskCompletionSource();
        _fixture.Endpoints.Answer = async (_, _) =>
        {
            await release.Task;
            return await WakeFixture.Done();
        };
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var first = await _fixture.AppendAsync("events/a");
        var call = await _fixture.NextCallAsync();
        var second = await _fixture.AppendAsync("events/a");
        release.SetResult();

        var next = await _fixture.NextCallAsync();

        Assert.Equal((1, 2), (call.Json.GetProperty("generation").GetInt64(), next.Json.GetProperty("generation").GetInt64()));
        Assert.NotEqual(call.Json.GetProperty("wake_id").GetString(), next.Json.GetProperty("wake_id").GetString());
        Assert.Equal(first.ToString(), next.Json.GetProperty("streams")[0].GetProperty("acked_offset").GetString());
        await _fixture.FeedAsync("events/a", feed => feed.Acknowledged == second && !feed.HasPending);
    }

    [Fact]
    public async Task Who_answers_without_being_done_has_the_wake_until_it_acknowledges()
    {
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var offset = await _fixture.AppendAsync("events/a", 2);
        var ticket = WakeFixture.TicketOf(await _fixture.NextCallAsync());

        Assert.False(await _fixture.AcknowledgeAsync(ticket, "events/a", new UpdateOffset(offset.Epoch, 1), isDone: false));
        await _fixture.AppendAsync("events/a");
        Assert.True(await _fixture.AcknowledgeAsync(ticket, "events/a", offset));

        var next = await _fixture.NextCallAsync();
        Assert.Equal(offset.ToString(), next.Json.GetProperty("streams")[0].GetProperty("acked_offset").GetString());
        Assert.Equal(WakeRefusal.Fenced, await WakeFixture.RefusedAsync(() => _fixture.AcknowledgeAsync(ticket, "events/a", offset)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_calls_back_while_it_is_being_told_may_still_answer_that_it_is_done_or_fail_and_go_on(bool isDone)
    {
        var offset = await _fixture.AppendAsync("events/a");
        _fixture.Endpoints.Answer = async (call, _) =>
        {
            await _fixture.AcknowledgeAsync(WakeFixture.TicketOf(call), "events/a", offset, isDone: false);
            return await (isDone ? WakeFixture.Done() : FakeEndpoints.Status(500));
        };
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var tail = await _fixture.AppendAsync("events/a");
        var ticket = WakeFixture.TicketOf(await _fixture.NextCallAsync());

        if (isDone)
        {
            await _fixture.FeedAsync("events/a", feed => feed.Acknowledged == tail);
        }
        else
        {
            _fixture.Time.Advance(TimeSpan.FromSeconds(5));
            Assert.False((await _fixture.Wakes.FindAsync(WakeFixture.Id))!.IsFailing);
            Assert.False(await _fixture.AcknowledgeAsync(ticket, "events/a", tail));
        }
    }

    [Fact]
    public async Task When_the_lease_runs_out_the_next_wake_fences_the_one_before()
    {
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var offset = await _fixture.AppendAsync("events/a");
        var late = WakeFixture.TicketOf(await _fixture.NextCallAsync());
        var before = _fixture.Time.GetUtcNow();

        var next = WakeFixture.TicketOf(await _fixture.NextCallAsync());

        Assert.InRange((_fixture.Time.GetUtcNow() - before).TotalSeconds, 9, 11);
        Assert.Equal(late.Generation + 1, next.Generation);
        Assert.Equal(WakeRefusal.Fenced, await WakeFixture.RefusedAsync(() => _fixture.AcknowledgeAsync(late, "events/a", offset)));
        Assert.Equal(WakeRefusal.Fenced, await WakeFixture.RefusedAsync(() => _fixture.AcknowledgeAsync(next with { Generation = 1 }, "events/a", offset)));
        Assert.Equal(WakeRefusal.Fenced, await WakeFixture.RefusedAsync(() => _fixture.AcknowledgeAsync(next with { WakeId = late.WakeId }, "events/a", offset)));
        Assert.False(await _fixture.AcknowledgeAsync(next, "events/a", offset));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.AAAA")]
    [InlineData("zz.AAAA")]
    public async Task A_token_that_was_never_given_out_does_nothing(string token)
    {
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var offset = await _fixture.AppendAsync("events/a");
        var ticket = WakeFixture.TicketOf(await _fixture.NextCallAsync());

        Assert.Equal(WakeRefusal.WrongToken, await WakeFixture.RefusedAsync(() => _fixture.AcknowledgeAsync(ticket with { Token = token }, "events/a", offset)));
        Assert.Equal(WakeRefusal.WrongToken, await WakeFixture.RefusedAsync(() => _fixture.AcknowledgeAsync(ticket with { Token = ticket.Token + "x" }, "events/a", offset)));
        Assert.DoesNotContain(ticket.Token, ticket.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endpoint_that_fails_is_tried_again_with_the_same_wake_while_its_lease_lasts_and_ever_more_seldom()
    {
        _fixture.Endpoints.Answer = static (_, _) => FakeEndpoints.Status(503);
        await _fixture.CreateAsync(WakeFixture.Webhook());
        await _fixture.AppendAsync("events/a");

        var calls = new List<(string Wake, DateTimeOffset At)>();
        for (var count = 0; count < 9; count++)
        {
            var call = await _fixture.NextCallAsync();
            calls.Add((call.Json.GetProperty("wake_id").GetString()!, _fixture.Time.GetUtcNow()));
        }

        var waits = calls.Zip(calls.Skip(1), static (one, other) => (other.At - one.At).TotalSeconds).ToList();
        Assert.Equal(calls[0].Wake, calls[2].Wake);
        Assert.NotEqual(calls[0].Wake, calls[^1].Wake);
        Assert.InRange(waits[0], 0.8, 1.2);
        Assert.InRange(waits[2], 3.2, 4.2);
        Assert.InRange(waits[^1], 48, 61);
        Assert.True((await _fixture.Wakes.FindAsync(WakeFixture.Id))!.IsFailing);
    }

    [Fact]
    public async Task A_worker_whose_answer_was_lost_may_still_acknowledge_within_its_lease()
    {
        _fixture.Endpoints.Answer = static (_, _) => throw new HttpRequestException("The answer was lost.");
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var offset = await _fixture.AppendAsync("events/a");
        var ticket = WakeFixture.TicketOf(await _fixture.NextCallAsync());

        Assert.False(await _fixture.AcknowledgeAsync(ticket, "events/a", offset));
        await _fixture.FeedAsync("events/a", feed => feed.Acknowledged == offset);
        Assert.False((await _fixture.Wakes.FindAsync(WakeFixture.Id))!.IsFailing);
    }

    [Fact]
    public async Task A_restart_keeps_what_was_acknowledged_and_counts_generations_on()
    {
        await _fixture.CreateAsync(WakeFixture.Webhook());
        var first = await _fixture.AppendAsync("events/a");
        var ticket = WakeFixture.TicketOf(await _fixture.NextCallAsync());
        await _fixture.RestartAsync();

        Assert.False(await _fixture.AcknowledgeAsync(ticket, "events/a", first));
        await _fixture.AppendAsync("events/a");
        var next = await _fixture.NextCallAsync();

        Assert.Equal(2, next.Json.GetProperty("generation").GetInt64());
        Assert.Equal(first.ToString(), next.Json.GetProperty("streams")[0].GetProperty("acked_offset").GetString());
        Assert.False((await _fixture.CreateAsync(WakeFixture.Webhook())).IsNew);
    }

    [Fact]
    public async Task Over_many_restarts_and_failures_every_update_is_acknowledged_once_it_was_told()
    {
        var random = new Random(7);
        _fixture.Endpoints.Answer = (_, _) => random.Next(3) == 0 ? FakeEndpoints.Status(500) : WakeFixture.Done();
        await _fixture.CreateAsync(WakeFixture.Webhook());
        UpdateOffset last = default;
        for (var round = 0; round < 30; round++)
        {
            last = await _fixture.AppendAsync($"events/{random.Next(3)}", random.Next(1, 4));
            if (random.Next(4) == 0)
            {
                await _fixture.RestartAsync();
            }
        }

        await _fixture.EventuallyAsync(async () => (await _fixture.Wakes.FindAsync(WakeFixture.Id)) is { } found && found.Streams.Count == 3 && found.Streams.All(static feed => !feed.HasPending)
            ? found : null);
    }
}
