using Microsoft.Extensions.Logging;

namespace Patterns.ServiceLevels;

/// <summary>What this package logs. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Objective {Objective}: {Change}; {Status}")]
    public static partial void Changed(ILogger logger, string objective, ObjectiveChangeKind change, ObjectiveStatus status);

    [LoggerMessage(2, LogLevel.Error, "A subscriber or a level of an error-budget policy failed")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception);

    [LoggerMessage(3, LogLevel.Warning, "Could not load or save indicators; the next save does what is missing")]
    public static partial void SaveFailed(ILogger logger, Exception exception);
}
