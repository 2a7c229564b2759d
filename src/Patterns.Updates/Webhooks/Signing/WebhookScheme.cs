namespace Patterns.Updates;

/// <summary>How a webhook is signed. The default is <see cref="Standard"/>.</summary>
public enum WebhookScheme
{
    /// <summary>
    /// Standard Webhooks 1.0: <c>webhook-id</c>, <c>webhook-timestamp</c>, <c>webhook-signature</c>. Secrets are <see cref="WebhookSecret.Parse"/>d;
    /// public keys work too.
    /// </summary>
    Standard,

    /// <summary>
    /// Stripe: <c>Stripe-Signature: t=…,v1=…</c>. The text of the secret is the key, <c>whsec_</c> included. The id of the message is the <c>id</c> in its body.
    /// </summary>
    Stripe,

    /// <summary>
    /// GitHub: <c>X-Hub-Signature-256: sha256=…</c>. The text of the secret is the key. There is no signed time and the id (<c>X-GitHub-Delivery</c>) is not
    /// signed: who can read a request can send it again.
    /// </summary>
    GitHub,
}
