using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Patterns.Updates.Webhooks.Subscriptions;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>Sends one message to one endpoint once. Never throws for what an endpoint or the network does.</summary>
internal sealed class DeliveryAttempt(HttpMessageInvoker client, WebhookSenderOptions options, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue BodyType = MediaTypeHeaderValue.Parse(WebhookBody.ContentType);
    private static readonly ProductInfoHeaderValue Agent = new("Patterns-Webhooks", "1.0");

    public async Task<AttemptOutcome> SendAsync(SubscriptionRecord record, Update update, UpdateOffset after, CancellationToken cancellationToken)
    {
        var id = WebhookId.Of(update);
        var body = WebhookBody.Write(update, after, options);
        using var request = Sign(new HttpRequestMessage(HttpMethod.Post, record.Subscription.Url), record, id, body, BodyType);
        request.Headers.TryAddWithoutValidation(WebhookHeaders.NextOffset, update.Offset.ToString());
        return await SendAsync(request, JudgeAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request within the time that an endpoint has, and says what came of it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="judge">Looks at the answer while the time runs on.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    public async Task<AttemptOutcome> SendAsync(
        HttpRequestMessage request, Func<HttpResponseMessage, DateTimeOffset, CancellationToken, Task<AttemptOutcome>> judge, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            return await judge(response, time.GetUtcNow(), either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new AttemptOutcome(AttemptKind.Abandoned);
        }
        catch (OperationCanceledException)
        {
            return new AttemptOutcome(AttemptKind.Failed, $"did not answer within {options.AnswerTimeout.TotalSeconds:0.#} s");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or AuthenticationException or WebhookTargetRefusedException)
        {
            return new AttemptOutcome(AttemptKind.Failed, Explain(failure));
        }
    }

    /// <summary>Adds a body and the headers of Standard Webhooks, with the time of this attempt.</summary>
    public HttpRequestMessage Sign(HttpRequestMessage request, SubscriptionRecord record, string id, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type)
    {
        var now = time.GetUtcNow();
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = type } };
        request.Headers.UserAgent.Add(Agent);
        request.Headers.TryAddWithoutValidation(WebhookHeaders.Id, id);
        request.Headers.TryAddWithoutValidation(WebhookHeaders.Timestamp, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation(
            WebhookHeaders.Signature, WebhookSignature.Compute([.. record.KeysAt(now), .. options.SigningKeys], id, now, body.Span));
        return request;
    }

    // The answer counts once its status is here. What follows is read to keep the connection, and its loss changes nothing.
    private async Task<AttemptOutcome> JudgeAsync(HttpResponseMessage response, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var outcome = AnswerReading.OutcomeOf(response, now);
        try
        {
            await AnswerReading.ReadAsync(response, options.Targets.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
        }

        return outcome;
    }

    private static string Explain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is WebhookTargetRefusedException or AuthenticationException or SocketException)
            {
                return $"could not be reached: {cause.Message}";
            }
        }

        return $"could not be reached: {failure.Message}";
    }
}
