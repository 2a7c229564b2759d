using Microsoft.Extensions.Logging;

namespace Patterns.Updates.AspNetCore;

/// <summary>What this package logs. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "A stream of feed {Feed} ended while its client caught up; who comes back is told why")]
    public static partial void StreamFailed(ILogger logger, string feed, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "A stream of feed {Feed} was cut because its client did not take what it was sent; it can resume from its cursor")]
    public static partial void StreamCut(ILogger logger, string feed);

    [LoggerMessage(3, LogLevel.Error, "Feed {Feed} cannot be read; its streams were ended")]
    public static partial void BroadcastFailed(ILogger logger, string feed, Exception exception);

    [LoggerMessage(4, LogLevel.Warning, "Refused a live read of feed {Feed} with {Status}: {Reason}")]
    public static partial void Refused(ILogger logger, string feed, int status, string reason);

    [LoggerMessage(5, LogLevel.Information, "The server stops: live reads end in {WaveCount} waves within {Period}")]
    public static partial void Draining(ILogger logger, int waveCount, TimeSpan period);

    [LoggerMessage(6, LogLevel.Error, "A request to feed {Feed} failed")]
    public static partial void RequestFailed(ILogger logger, string feed, Exception exception);

    [LoggerMessage(20, LogLevel.Warning, "Refused a webhook at {Receiver}, {Outcome}: {Detail}")]
    public static partial void WebhookRefused(ILogger logger, string receiver, WebhookOutcome outcome, string detail);

    [LoggerMessage(21, LogLevel.Debug, "Webhook {Message} at {Receiver} was handled before")]
    public static partial void WebhookRepeated(ILogger logger, string receiver, string message);

    [LoggerMessage(22, LogLevel.Error, "The handler of webhooks at {Receiver} failed for {Message}; its sender is told to try again")]
    public static partial void WebhookHandlerFailed(ILogger logger, string receiver, string message, Exception exception);

    [LoggerMessage(30, LogLevel.Error, "A request to a wake subscription failed")]
    public static partial void WakeRequestFailed(ILogger logger, Exception exception);
}
