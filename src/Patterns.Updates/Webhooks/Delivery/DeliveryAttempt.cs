using System.Globalization;
using System.Net.Http.Headers;
using Patterns.Updates.Webhooks.Subscriptions;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>Sends one message to one endpoint once. Never throws for what an endpoint or the network does.</summary>
internal sealed class DeliveryAttempt(TargetCall call, WebhookSenderOptions options, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue BodyType = MediaTypeHeaderValue.Parse(WebhookBody.ContentType);

    public async Task<AttemptOutcome> SendAsync(SubscriptionRecord record, Update update, UpdateOffset after, CancellationToken cancellationToken)
    {
        var id = WebhookId.Of(update);
        var body = WebhookBody.Write(update, after, options);
        using var request = Sign(record, id, body, BodyType);
        request.Headers.TryAddWithoutValidation(WebhookHeaders.NextOffset, update.Offset.ToString());
        return await call.SendAsync(request, JudgeAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A request with the headers of Standard Webhooks, with the time of this attempt.</summary>
    public HttpRequestMessage Sign(SubscriptionRecord record, string id, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type)
    {
        var now = time.GetUtcNow();
        var request = TargetCall.Post(record.Subscription.Url, body, type);
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
}
