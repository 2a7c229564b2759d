namespace Patterns.Updates.Webhooks.Signing;

/// <summary>Standard Webhooks 1.0: three headers, several signatures.</summary>
internal sealed class StandardSignatures(IReadOnlyList<IWebhookVerificationKey> keys) : IWebhookSignatureScheme
{
    private const int MaxIdLength = 512;
    private const int MaxCandidates = 32;
    private const int MaxSignatureBytes = 512;

    public WebhookVerification Verify(Func<string, string?> header, ReadOnlySpan<byte> body, ClockTolerance clock)
    {
        var id = header(WebhookHeaders.Id);
        var seconds = header(WebhookHeaders.Timestamp);
        var signatures = header(WebhookHeaders.Signature);
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(seconds) || string.IsNullOrEmpty(signatures))
        {
            return Missing(id, seconds);
        }

        // The signature would still tell, but an id goes into logs and stores, and a full stop in it would let one signature stand for two messages.
        if (id.Length > MaxIdLength || !id.All(static c => c is > ' ' and < '\u007f' and not '.'))
        {
            return WebhookVerification.Refused(
                WebhookOutcome.MalformedHeader, $"The id is up to {MaxIdLength} visible ASCII characters without a full stop, but the one received is not.");
        }

        if (ClockTolerance.ReadSeconds(seconds) is not { } timestamp)
        {
            return WebhookVerification.Refused(
                WebhookOutcome.MalformedHeader, $"{WebhookHeaders.Timestamp} is a number of seconds since 1970, but the one received is not.");
        }

        using var content = SignedContent.Of(id, seconds, body);
        var found = Find(signatures, content.Bytes);
        return found != WebhookOutcome.Verified
            ? WebhookVerification.Refused(found, Explain(found))
            : clock.Refuse(timestamp) ?? WebhookVerification.Of(id, timestamp);
    }

    private static WebhookVerification Missing(string? id, string? seconds)
    {
        var name = string.IsNullOrEmpty(id) ? WebhookHeaders.Id : string.IsNullOrEmpty(seconds) ? WebhookHeaders.Timestamp : WebhookHeaders.Signature;
        return WebhookVerification.Refused(WebhookOutcome.MissingHeader, $"The header {name} is missing. Is the sender one of Standard Webhooks?");
    }

    /// <summary>Every candidate meets every key of its version, whether or not one fitted before.</summary>
    private WebhookOutcome Find(ReadOnlySpan<char> signatures, ReadOnlySpan<byte> content)
    {
        var outcome = WebhookOutcome.UnsupportedVersion;
        var candidates = 0;
        Span<byte> signature = stackalloc byte[MaxSignatureBytes];
        foreach (var range in signatures.Split(' '))
        {
            var candidate = signatures[range];
            var comma = candidate.IndexOf(',');
            if (comma <= 0 || ++candidates > MaxCandidates)
            {
                continue;
            }

            var isDecoded = TryDecode(candidate[(comma + 1)..], signature, out var length);
            foreach (var key in keys)
            {
                if (!candidate[..comma].SequenceEqual(key.Version))
                {
                    continue;
                }

                var fits = isDecoded && key.Verify(content, signature[..length]);
                outcome = fits || outcome == WebhookOutcome.Verified ? WebhookOutcome.Verified : WebhookOutcome.WrongSignature;
            }
        }

        return outcome;
    }

    // Convert.TryFromBase64Chars skips blanks inside; there are none here, as they separate candidates, but other white space has no business in a header.
    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> signature, out int length)
    {
        length = 0;
        return text.IndexOfAny("\t\r\n") < 0 && Convert.TryFromBase64Chars(text, signature, out length);
    }

    private string Explain(WebhookOutcome outcome)
        => outcome == WebhookOutcome.UnsupportedVersion
            ? $"No signature has a version that the receiver can check: {string.Join(", ", keys.Select(static key => key.Version).Distinct())}."
            : "No signature fits: the message was signed with another secret, or changed on the way.";
}
