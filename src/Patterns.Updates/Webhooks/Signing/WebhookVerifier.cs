using Patterns.Updates.Webhooks.Signing;

namespace Patterns.Updates;

/// <summary>
/// Checks that webhooks are what a holder of the secret sent, not long ago. Needs no web framework: hand it the headers and the raw body. Thread safe.
/// </summary>
/// <remarks>Signatures are compared in constant time; every signature is compared with every key, however early one fits.</remarks>
public sealed class WebhookVerifier
{
    /// <summary>The tolerance unless another is given: 5 minutes, as in Standard Webhooks and Stripe's libraries.</summary>
    public static TimeSpan DefaultTolerance => TimeSpan.FromMinutes(5);

    private readonly IWebhookSignatureScheme _scheme;
    private readonly TimeProvider _time;

    /// <summary>Creates a verifier.</summary>
    /// <param name="secrets">The keys of which one must fit.</param>
    /// <param name="scheme">How the sender signs.</param>
    /// <param name="tolerance">How far the sender's clock may be from ours, both ways; above zero. Null means <see cref="DefaultTolerance"/>.</param>
    /// <param name="time">The clock; null means the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is zero or less, or the scheme is none.</exception>
    public WebhookVerifier(WebhookSecrets secrets, WebhookScheme scheme = WebhookScheme.Standard, TimeSpan? tolerance = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        Tolerance = tolerance ?? DefaultTolerance;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Tolerance, TimeSpan.Zero, nameof(tolerance));
        Scheme = scheme;
        _time = time ?? TimeProvider.System;
        _scheme = scheme switch
        {
            WebhookScheme.Standard => new StandardSignatures(secrets.Keys),
            WebhookScheme.Stripe => new StripeSignatures(secrets.Keys),
            WebhookScheme.GitHub => new GitHubSignatures(secrets.Keys),
            _ => throw new ArgumentOutOfRangeException(nameof(scheme), scheme, "The scheme is Standard, Stripe or GitHub."),
        };
    }

    /// <summary>How the sender signs.</summary>
    public WebhookScheme Scheme { get; }

    /// <summary>How far the sender's clock may be from ours, both ways.</summary>
    public TimeSpan Tolerance { get; }

    /// <summary>Checks one webhook.</summary>
    /// <param name="header">Gives the value of a header by its name, whose case does not matter; null or empty when it is absent.</param>
    /// <param name="body">The body as it came, byte by byte.</param>
    public WebhookVerification Verify(Func<string, string?> header, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(header);
        return _scheme.Verify(header, body, new ClockTolerance(_time.GetUtcNow(), Tolerance));
    }
}
