using Microsoft.Extensions.Logging;

namespace Patterns.Updates.Redis;

/// <summary>What this package logs. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "Redis does not answer; polling until it does")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception);
}
