using Microsoft.Extensions.Logging;

namespace Patterns.Lake;

/// <summary>What the lake logs. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Landed {Path}, {Length} bytes, {MediaType}")]
    public static partial void Landed(ILogger logger, string path, long length, string mediaType);

    [LoggerMessage(2, LogLevel.Debug, "Did not land again: {Message}")]
    public static partial void AlreadyLanded(ILogger logger, string message);

    [LoggerMessage(3, LogLevel.Warning, "Did not land: {Message}")]
    public static partial void NameTaken(ILogger logger, string message);

    [LoggerMessage(4, LogLevel.Information, "Opened {Dataset}: {FileCount} files, {RowCount} rows, {ColumnCount} columns")]
    public static partial void Opened(ILogger logger, string dataset, int fileCount, long rowCount, int columnCount);

    [LoggerMessage(5, LogLevel.Warning, "Left out of {Dataset}: '{Path}' cannot be read: {Problem}")]
    public static partial void Unreadable(ILogger logger, string dataset, string path, string problem);

    [LoggerMessage(6, LogLevel.Warning, "{Count} malformed rows of '{Path}' are set aside by every read")]
    public static partial void Malformed(ILogger logger, long count, string path);
}
