namespace Patterns.Updates.Webhooks.Signing;

/// <summary>GitHub's scheme: <c>sha256=hexadecimal</c> over the body alone. Source: docs.github.com, "Validating webhook deliveries".</summary>
internal sealed class GitHubSignatures(IReadOnlyList<IWebhookVerificationKey> keys) : IWebhookSignatureScheme
{
    private const string SignatureHeader = "X-Hub-Signature-256";
    private const string IdHeader = "X-GitHub-Delivery";
    private const string Version = "sha256=";

    private readonly TextKeys _keys = new(keys, "GitHub");

    public WebhookVerification Verify(Func<string, string?> header, ReadOnlySpan<byte> body, ClockTolerance clock)
    {
        var signature = header(SignatureHeader);
        var id = header(IdHeader);
        if (string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(id))
        {
            return WebhookVerification.Refused(
                WebhookOutcome.MissingHeader, $"The header {(string.IsNullOrEmpty(signature) ? SignatureHeader : IdHeader)} is missing.");
        }

        if (!Guid.TryParseExact(id, "D", out _))
        {
            return WebhookVerification.Refused(WebhookOutcome.MalformedHeader, $"{IdHeader} is a GUID, but the one received is not.");
        }

        if (!signature.StartsWith(Version, StringComparison.Ordinal))
        {
            return WebhookVerification.Refused(WebhookOutcome.UnsupportedVersion, $"{SignatureHeader} starts with '{Version}', but the one received does not.");
        }

        return _keys.Fit(body, signature.AsSpan(Version.Length))
            ? WebhookVerification.Of(id, null)
            : WebhookVerification.Refused(WebhookOutcome.WrongSignature, "The signature does not fit: another secret, or a changed message.");
    }
}
