using Microsoft.Extensions.Logging;

namespace Patterns.Updates.Following;

/// <summary>What clients of feeds log. Event ids are stable and begin at 200.</summary>
internal static partial class FollowingLog
{
    [LoggerMessage(200, LogLevel.Debug, "Following {Feed} by {Pattern}")]
    public static partial void Connected(ILogger logger, string feed, FeedPattern pattern);

    [LoggerMessage(201, LogLevel.Information, "Following {Feed} by {Pattern} was interrupted: {Reason} Trying again in {Delay}")]
    public static partial void Interrupted(ILogger logger, string feed, FeedPattern pattern, string reason, TimeSpan delay);

    [LoggerMessage(202, LogLevel.Warning, "{Feed} cannot go on from {Cursor} ({Reason}); what is done about it: {Policy}")]
    public static partial void MetGap(ILogger logger, string feed, string cursor, string? reason, GapPolicy policy);
}
