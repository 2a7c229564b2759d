namespace Patterns.Updates;

/// <summary>What somebody who wants webhooks asks for.</summary>
public sealed class WebhookRequest
{
    /// <summary>Where to send to: an absolute https URL of a public host, unless <see cref="WebhookTargetOptions"/> allow another.</summary>
    public required string Url { get; init; }

    /// <summary>Types of updates to send; null for all, those without a type included.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>The order of delivery; none by default.</summary>
    public WebhookOrdering Ordering { get; init; }

    /// <summary>How many may be under way at a time, 1 to 64; 8 by default. By key it is the number of keys at a time.</summary>
    public int MaxInFlight { get; init; } = 8;

    /// <summary>The cursor after which to begin: by default <see cref="UpdateOffset.Now"/>, only what comes from now on.</summary>
    public UpdateOffset From { get; init; } = UpdateOffset.Now;

    /// <summary>Who shares the sender with others and gets no more than them; empty by default. Up to 200 characters.</summary>
    public string Tenant { get; init; } = "";

    /// <summary>What people call it; null for nothing. Up to 1,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>The secret to sign with; null to have one made.</summary>
    public WebhookSecret? Secret { get; init; }

    /// <summary>How ownership is verified; null for the sender's <see cref="WebhookSenderOptions.Ownership"/>.</summary>
    public WebhookOwnership? Ownership { get; init; }
}
