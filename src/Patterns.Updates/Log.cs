using Microsoft.Extensions.Logging;

namespace Patterns.Updates;

/// <summary>What this package logs. Event ids are stable; 1 to 99 are the feed's.</summary>
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
}
