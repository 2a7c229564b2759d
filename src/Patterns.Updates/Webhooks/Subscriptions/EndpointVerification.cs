using System.Net.Http.Headers;
using Patterns.Updates.Webhooks.Delivery;

namespace Patterns.Updates.Webhooks.Subscriptions;

/// <summary>Asks an endpoint whether it wants webhooks.</summary>
internal sealed class EndpointVerification(TargetCall call, DeliveryAttempt attempt, WebhookSenderOptions options)
{
    private const string RequestOrigin = "WebHook-Request-Origin";
    private const string AllowedOrigin = "WebHook-Allowed-Origin";

    private static readonly MediaTypeHeaderValue ChallengeType = new(WebhookChallenge.ContentType);

    /// <exception cref="WebhookVerificationException">It does not, or did not answer.</exception>
    public async Task VerifyAsync(SubscriptionRecord record, CancellationToken cancellationToken)
    {
        var outcome = record.Subscription.Ownership switch
        {
            WebhookOwnership.Challenge => await ChallengeAsync(record, cancellationToken).ConfigureAwait(false),
            WebhookOwnership.CloudEvents => await AskAsync(record, cancellationToken).ConfigureAwait(false),
            _ => AttemptOutcome.Delivered,
        };
        cancellationToken.ThrowIfCancellationRequested();
        if (outcome.Kind != AttemptKind.Delivered)
        {
            throw new WebhookVerificationException(record.Subscription.Url, outcome.Reason);
        }
    }

    private async Task<AttemptOutcome> ChallengeAsync(SubscriptionRecord record, CancellationToken cancellationToken)
    {
        var nonce = WebhookChallenge.CreateNonce();
        using var request = attempt.Sign(record, $"challenge:{nonce}", WebhookChallenge.Write(nonce), ChallengeType);
        return await call.SendAsync(
            request,
            async (response, now, token) =>
            {
                var outcome = Plain(AnswerReading.OutcomeOf(response, now));
                return outcome.Kind != AttemptKind.Delivered ? outcome
                    : WebhookChallenge.IsAnswered(record.Newest, nonce, await AnswerReading.ReadAsync(response, options.Targets.MaxResponseBytes, token).ConfigureAwait(false))
                        ? AttemptOutcome.Delivered
                        : new AttemptOutcome(AttemptKind.Failed, "it did not answer the challenge with the secret. Give the receiver the secret, and let it answer as WebhookChallenge.Answer does.");
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async Task<AttemptOutcome> AskAsync(SubscriptionRecord record, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, record.Subscription.Url);
        request.Headers.TryAddWithoutValidation(RequestOrigin, options.Origin);
        return await call.SendAsync(
            request,
            (response, now, _) =>
            {
                var outcome = Plain(AnswerReading.OutcomeOf(response, now));
                var isAllowed = response.Headers.TryGetValues(AllowedOrigin, out var allowed)
                    && allowed.Any(origin => origin == "*" || origin.Equals(options.Origin, StringComparison.OrdinalIgnoreCase));
                return Task.FromResult(outcome.Kind != AttemptKind.Delivered || isAllowed
                    ? outcome
                    : new AttemptOutcome(AttemptKind.Failed, $"its answer has no {AllowedOrigin} that is '{options.Origin}' or '*'."));
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static AttemptOutcome Plain(AttemptOutcome outcome) => outcome.Kind == AttemptKind.Delivered ? outcome : outcome with { Reason = $"it {outcome.Reason}." };
}
