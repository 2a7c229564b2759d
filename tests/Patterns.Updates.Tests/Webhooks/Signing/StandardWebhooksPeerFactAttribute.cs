namespace Patterns.Updates.Tests.Webhooks.Signing;

/// <summary>A test beside the npm library of Standard Webhooks; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandardWebhooksPeerFactAttribute : FactAttribute
{
    public StandardWebhooksPeerFactAttribute() => Skip = StandardWebhooksPeer.WhyNot;
}
