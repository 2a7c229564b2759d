using System.Text.Json;

namespace Patterns.Updates.Webhooks.Signing;

/// <summary>Stripe's scheme: <c>t=seconds,v1=hexadecimal,…</c> over <c>seconds.body</c>. Source: docs.stripe.com/webhooks/signature.</summary>
internal sealed class StripeSignatures(IReadOnlyList<IWebhookVerificationKey> keys) : IWebhookSignatureScheme
{
    private const string Header = "Stripe-Signature";
    private const int MaxCandidates = 32;

    private readonly TextKeys _keys = new(keys, "Stripe");

    public WebhookVerification Verify(Func<string, string?> header, ReadOnlySpan<byte> body, ClockTolerance clock)
    {
        var value = header(Header);
        if (string.IsNullOrEmpty(value))
        {
            return WebhookVerification.Refused(WebhookOutcome.MissingHeader, $"The header {Header} is missing.");
        }

        var seconds = SecondsOf(value);
        if (ClockTolerance.ReadSeconds(seconds) is not { } timestamp)
        {
            return WebhookVerification.Refused(WebhookOutcome.MalformedHeader, $"{Header} has no t=… with a number of seconds since 1970.");
        }

        using var content = SignedContent.Of(seconds, body);
        var found = Find(value, content.Bytes);
        if (found != WebhookOutcome.Verified)
        {
            return WebhookVerification.Refused(
                found, found == WebhookOutcome.UnsupportedVersion ? $"{Header} has no v1=… to check." : "No signature fits: another secret, or a changed message.");
        }

        return clock.Refuse(timestamp) ?? (IdOf(body) is { } id
            ? WebhookVerification.Of(id, timestamp)
            : WebhookVerification.Refused(WebhookOutcome.MalformedHeader, "The body is signed but is no JSON object with a text 'id', by which repetitions are known."));
    }

    private static ReadOnlySpan<char> SecondsOf(ReadOnlySpan<char> value)
    {
        foreach (var range in value.Split(','))
        {
            var part = value[range].Trim(' ');
            if (part.StartsWith("t="))
            {
                return part[2..];
            }
        }

        return [];
    }

    private WebhookOutcome Find(ReadOnlySpan<char> value, ReadOnlySpan<byte> content)
    {
        var outcome = WebhookOutcome.UnsupportedVersion;
        var candidates = 0;
        foreach (var range in value.Split(','))
        {
            var part = value[range].Trim(' ');
            if (part.StartsWith("v1=") && candidates++ < MaxCandidates)
            {
                outcome = _keys.Fit(content, part[3..]) || outcome == WebhookOutcome.Verified ? WebhookOutcome.Verified : WebhookOutcome.WrongSignature;
            }
        }

        return outcome;
    }

    private static string? IdOf(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }

            return null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
