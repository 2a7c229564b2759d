namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What an attempt came to.</summary>
internal enum AttemptKind
{
    /// <summary>The endpoint has it: any status of 200 to 299 in time.</summary>
    Delivered,

    /// <summary>Try again later.</summary>
    Failed,

    /// <summary>The endpoint wants no more: 410.</summary>
    Unwanted,

    /// <summary>The feed no longer has the update; no attempt can help.</summary>
    Expired,

    /// <summary>We stopped before there was an answer, such as at shutdown; it counts for nothing.</summary>
    Abandoned,
}
