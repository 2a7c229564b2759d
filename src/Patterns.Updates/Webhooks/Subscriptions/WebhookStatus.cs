namespace Patterns.Updates;

/// <summary>Where the delivery to an endpoint stands at one moment. Immutable.</summary>
public sealed record WebhookStatus
{
    /// <summary>Everything up to here was delivered, given up, or is pending.</summary>
    public required UpdateOffset Cursor { get; init; }

    /// <summary>Updates that were read and neither delivered nor given up.</summary>
    public int Pending { get; init; }

    /// <summary>Attempts under way.</summary>
    public int InFlight { get; init; }

    /// <summary>Updates that were given up; <see cref="WebhookSender.ReplayAsync"/> sends them again.</summary>
    public IReadOnlyList<WebhookDeadLetter> DeadLetters { get; init; } = [];

    /// <summary>The first failure since the last success; null when the last attempt succeeded.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Until when the endpoint asked to be left alone; null when it did not.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>Whether so many attempts failed in a row that one message at a time is tried now and then.</summary>
    public bool IsBreakerOpen { get; init; }

    /// <summary>Why nothing is sent until it is resumed; null when it is not disabled.</summary>
    public WebhookDisabledReason? Disabled { get; init; }
}
