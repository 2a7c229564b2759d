using System.Text;
using Patterns.Updates.Tests.Webhooks.Delivery;

namespace Patterns.Updates.Tests.Webhooks.Subscriptions;

public sealed class OwnershipTests : IAsyncDisposable
{
    private readonly SenderFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sent_before_the_endpoint_has_answered_a_challenge_with_the_secret_and_everything_after()
    {
        var subscription = await _fixture.SubscribeAsync(new WebhookRequest { Url = SenderFixture.Url, Ownership = WebhookOwnership.Challenge });
        await _fixture.AppendAsync(2);
        Assert.False(subscription.IsVerified);
        var secret = await _fixture.Sender.GetSecretAsync(subscription.Id);
        _fixture.Endpoints.Answer = (call, _) => Task.FromResult(new HttpResponseMessage
        {
            Content = new ByteArrayContent(call.Headers["Content-Type"] == WebhookChallenge.ContentType ? WebhookChallenge.Answer(secret, call.Body)! : []),
        });

        Assert.True((await _fixture.Sender.VerifyAsync(subscription.Id)).IsVerified);

        var calls = await _fixture.Endpoints.NextAsync(3);
        Assert.StartsWith("challenge:", calls[0].Id, StringComparison.Ordinal);
        Assert.True(new WebhookVerifier(new(secret), time: _fixture.Time).Verify(calls[0].Headers.GetValueOrDefault, calls[0].Body).IsVerified);
        Assert.Equal([1, 2], calls[1..].Select(static call => call.Data).Order());
        await _fixture.RestartAsync();
        Assert.True((await _fixture.Sender.FindAsync(subscription.Id))!.IsVerified);
    }

    [Theory]
    [InlineData("")]
    [InlineData("echo")]
    [InlineData("""{"answer":""}""")]
    [InlineData("""{"answer":7}""")]
    [InlineData("""{"answer":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""")]
    [InlineData("not json")]
    public async Task An_endpoint_that_merely_answers_is_not_verified(string answer)
    {
        var subscription = await _fixture.SubscribeAsync(new WebhookRequest { Url = SenderFixture.Url, Ownership = WebhookOwnership.Challenge });
        _fixture.Endpoints.Answer = (call, _) => Task.FromResult(new HttpResponseMessage
        {
            Content = new ByteArrayContent(answer == "echo" ? call.Body : Encoding.UTF8.GetBytes(answer)),
        });

        var error = await Assert.ThrowsAsync<WebhookVerificationException>(() => _fixture.Sender.VerifyAsync(subscription.Id));

        Assert.Contains("secret", error.Message, StringComparison.Ordinal);
        Assert.False((await _fixture.Sender.FindAsync(subscription.Id))!.IsVerified);
    }

    [Fact]
    public void Another_secret_does_not_answer_the_challenge()
    {
        var nonce = WebhookChallenge.CreateNonce();
        var secret = WebhookSecret.Generate();
        var answer = WebhookChallenge.Answer(secret, WebhookChallenge.Write(nonce))!;

        Assert.True(WebhookChallenge.IsAnswered(secret, nonce, answer));
        Assert.False(WebhookChallenge.IsAnswered(WebhookSecret.Generate(), nonce, answer));
        Assert.False(WebhookChallenge.IsAnswered(secret, WebhookChallenge.CreateNonce(), answer));
        Assert.Null(WebhookChallenge.Answer(secret, "{}"u8));
        Assert.Null(WebhookChallenge.Answer(secret, WebhookChallenge.Write(new string('a', 129))));
    }

    [Theory]
    [InlineData("events.example.org", true)]
    [InlineData("EVENTS.example.org", true)]
    [InlineData("*", true)]
    [InlineData("other.example.org", false)]
    [InlineData(null, false)]
    public async Task An_endpoint_allows_our_origin_by_options(string? allowed, bool isVerified)
    {
        _fixture.Options.Origin = "events.example.org";
        _fixture.Endpoints.Answer = (_, _) =>
        {
            var answer = new HttpResponseMessage();
            answer.Headers.TryAddWithoutValidation("WebHook-Allowed-Origin", allowed);
            return Task.FromResult(answer);
        };
        var subscription = await _fixture.SubscribeAsync(new WebhookRequest { Url = SenderFixture.Url, Ownership = WebhookOwnership.CloudEvents });

        if (isVerified)
        {
            await _fixture.Sender.VerifyAsync(subscription.Id);
        }
        else
        {
            await Assert.ThrowsAsync<WebhookVerificationException>(() => _fixture.Sender.VerifyAsync(subscription.Id));
        }

        var call = await _fixture.Endpoints.NextAsync();
        Assert.Equal(("OPTIONS", "events.example.org"), (call.Method, call.Headers["WebHook-Request-Origin"]));
    }
}
