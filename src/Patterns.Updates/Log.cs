using Microsoft.Extensions.Logging;

namespace Patterns.Updates;

/// <summary>What this package logs. Event ids are stable; 1 to 99 are the feed's, 100 to 199 the webhooks'.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Created feed {Feed}")]
    public static partial void FeedCreated(ILogger logger, string feed);

    [LoggerMessage(2, LogLevel.Information, "Deleted feed {Feed}")]
    public static partial void FeedDeleted(ILogger logger, string feed);

    [LoggerMessage(3, LogLevel.Information, "Feed {Feed} expired")]
    public static partial void FeedExpired(ILogger logger, string feed);

    [LoggerMessage(4, LogLevel.Warning, "The last batch of feed {Feed} had not been written to its end; cut {ByteCount} bytes, of which nobody was told that they are there")]
    public static partial void TornBatchCut(ILogger logger, string feed, long byteCount);

    [LoggerMessage(5, LogLevel.Error, "Retention or expiry of feed {Feed} failed; trying again later")]
    public static partial void MaintenanceFailed(ILogger logger, string feed, Exception exception);

    [LoggerMessage(6, LogLevel.Error, "Retention or expiry of the feeds failed; trying again later")]
    public static partial void StoreMaintenanceFailed(ILogger logger, Exception exception);

    [LoggerMessage(100, LogLevel.Debug, "Delivered {Offset} to webhook {Webhook} at attempt {Attempt}")]
    public static partial void WebhookDelivered(ILogger logger, string webhook, UpdateOffset offset, int attempt);

    [LoggerMessage(101, LogLevel.Information, "Attempt {Attempt} to deliver {Offset} to webhook {Webhook} failed: {Reason}")]
    public static partial void WebhookFailed(ILogger logger, string webhook, UpdateOffset offset, int attempt, string reason);

    [LoggerMessage(102, LogLevel.Warning, "Gave up delivering {Offset} to webhook {Webhook} after {Attempts} attempts: {Reason}. Replay it when the endpoint works again")]
    public static partial void WebhookDeadLetter(ILogger logger, string webhook, UpdateOffset offset, int attempts, string reason);

    [LoggerMessage(103, LogLevel.Warning, "Disabled webhook {Webhook}: {Reason}. Resume it when its endpoint works again")]
    public static partial void WebhookDisabled(ILogger logger, string webhook, WebhookDisabledReason reason);

    [LoggerMessage(104, LogLevel.Error, "Could not save the progress of webhook {Webhook}; trying again. If this process ends before, what it sent is sent once more")]
    public static partial void WebhookStateNotSaved(ILogger logger, string webhook, Exception exception);

    [LoggerMessage(105, LogLevel.Error, "Could not read feed {Feed} for webhook {Webhook}; trying again")]
    public static partial void WebhookFeedUnreadable(ILogger logger, string feed, string webhook, Exception exception);

    [LoggerMessage(106, LogLevel.Error, "Sending to webhook {Webhook} broke off for a reason that is not the endpoint's; trying again later")]
    public static partial void WebhookAttemptBroke(ILogger logger, string webhook, Exception exception);

    [LoggerMessage(107, LogLevel.Information, "Verified webhook {Webhook}")]
    public static partial void WebhookVerified(ILogger logger, string webhook);

    [LoggerMessage(108, LogLevel.Error, "Could not append to the feed of webhook events, {Feed}")]
    public static partial void WebhookEventLost(ILogger logger, string feed, Exception exception);

    [LoggerMessage(109, LogLevel.Warning, "Cannot send webhook {Webhook} what follows {After} once more: the feed no longer has it")]
    public static partial void WebhookReplayGone(ILogger logger, string webhook, UpdateOffset after, Exception exception);

    [LoggerMessage(110, LogLevel.Information, "Could not tell the workers of wake subscription {Subscription} of generation {Generation}: {Reason}. Trying again")]
    public static partial void WakeFailed(ILogger logger, string subscription, long generation, string reason);

    [LoggerMessage(111, LogLevel.Error, "Wake subscription {Subscription} cannot go on; trying again")]
    public static partial void WakeBroke(ILogger logger, string subscription, Exception exception);

    [LoggerMessage(112, LogLevel.Warning, "{Count} more feeds fit the pattern of wake subscription {Subscription}, but it has {Limit} already, which is the most. They wake nobody")]
    public static partial void WakeStreamsLeftOut(ILogger logger, string subscription, int count, int limit);
}
