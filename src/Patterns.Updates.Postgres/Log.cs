using Microsoft.Extensions.Logging;

namespace Patterns.Updates.Postgres;

/// <summary>What this package logs. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "PostgreSQL does not answer; polling until it does")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Could not notify other processes; they find the updates by polling")]
    public static partial void NotifyFailed(ILogger logger, Exception exception);
}
