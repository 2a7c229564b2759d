namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What an attempt changed, for logs, metrics and events.</summary>
internal enum AttemptResult
{
    Delivered,
    WillRetry,
    DeadLettered,
    Disabled,
    Nothing,
}
