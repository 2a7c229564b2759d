namespace Patterns.Updates.AspNetCore;

/// <summary>How webhooks are received. Checked when the receiver is mapped.</summary>
public sealed class WebhookReceiverOptions
{
    /// <summary>How the sender signs; <see cref="WebhookScheme.Standard"/> by default.</summary>
    public WebhookScheme Scheme { get; set; }

    /// <summary>How far the sender's clock may be from ours, both ways, above zero up to a day; 5 minutes by default.</summary>
    public TimeSpan Tolerance { get; set; } = WebhookVerifier.DefaultTolerance;

    /// <summary>The largest body, 1 byte to 64 MiB; 1 MiB by default. A larger one is answered with 413.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Knows what was handled, so that nothing is handled twice. Null, the default, means the container's store or else one in memory, which forgets when
    /// the process ends.
    /// </summary>
    public IWebhookDedupeStore? Dedupe { get; set; }

    /// <summary>
    /// Origins of senders that may send here, asked by OPTIONS as CloudEvents has it; <c>*</c> for any. Empty by default: OPTIONS is not answered.
    /// </summary>
    public ISet<string> AllowedOrigins { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
}
