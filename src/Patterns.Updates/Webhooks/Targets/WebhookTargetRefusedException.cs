using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A webhook's target is one that nothing is sent to.</summary>
public sealed class WebhookTargetRefusedException : PatternsException
{
    internal WebhookTargetRefusedException(WebhookTargetRefusal refusal, string detail)
        : base("webhook.target-refused", $"The webhook's target is refused: {detail} Use an https URL of a public host, or allow the target in WebhookTargetOptions.")
        => Refusal = refusal;

    /// <summary>Why.</summary>
    public WebhookTargetRefusal Refusal { get; }
}
