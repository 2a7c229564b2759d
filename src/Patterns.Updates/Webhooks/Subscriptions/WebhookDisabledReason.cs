namespace Patterns.Updates;

/// <summary>Why a subscription is not delivered to until it is resumed.</summary>
public enum WebhookDisabledReason
{
    /// <summary>Its owner asked for it.</summary>
    ByRequest,

    /// <summary>The endpoint answered 410: it wants no more.</summary>
    EndpointGone,

    /// <summary>Every attempt of the last 5 days failed.</summary>
    Failing,

    /// <summary>More updates were given up than can be kept track of.</summary>
    TooManyDeadLetters,

    /// <summary>The feed no longer has what follows the cursor: updates were removed before they could be delivered. Resuming needs a place to go on from.</summary>
    UpdatesExpired,

    /// <summary>The feed was deleted.</summary>
    FeedDeleted,

    /// <summary>The URL is refused as a target.</summary>
    TargetRefused,
}
