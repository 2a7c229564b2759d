using Microsoft.Extensions.Logging;

namespace Patterns.Tables;

/// <summary>What this package logs. Event ids are stable.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Created table {TablePath} with {ColumnCount} columns")]
    public static partial void TableCreated(ILogger logger, string tablePath, int columnCount);

    [LoggerMessage(2, LogLevel.Information, "Committed {Operation} of table {TablePath} as version {Version}: {RowCount} rows in {FileCount} files")]
    public static partial void Committed(ILogger logger, string operation, string tablePath, long version, long rowCount, int fileCount);

    [LoggerMessage(3, LogLevel.Information, "Skipped an append to table {TablePath}: source {Source} had sequence {Sequence} committed already")]
    public static partial void AlreadyApplied(ILogger logger, string tablePath, string source, long sequence);

    [LoggerMessage(4, LogLevel.Debug, "Version {Version} of table {TablePath} was taken by another writer; trying the next one")]
    public static partial void VersionTaken(ILogger logger, string tablePath, long version);

    [LoggerMessage(5, LogLevel.Warning, "The store failed while version {Version} of table {TablePath} was written; looking whether it took effect")]
    public static partial void CommitUncertain(ILogger logger, string tablePath, long version, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "Could not delete the data file {Path}, which no version of its table uses")]
    public static partial void OrphanLeft(ILogger logger, string path, Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "The checkpoint of version {Version} of table {TablePath} cannot be read; using what stands before it")]
    public static partial void CheckpointUnreadable(ILogger logger, string tablePath, long version, Exception exception);

    [LoggerMessage(9, LogLevel.Warning, "Could not write a checkpoint of version {Version} of table {TablePath}; its commits say the same and take longer to read")]
    public static partial void CheckpointFailed(ILogger logger, string tablePath, long version, Exception exception);

    [LoggerMessage(10, LogLevel.Information, "Committed {Operation} of table {TablePath} as version {Version}")]
    public static partial void Changed(ILogger logger, string operation, string tablePath, long version);

    [LoggerMessage(20, LogLevel.Information, "Deleted {ObjectCount} objects of the log of table {TablePath} whose retention has ended")]
    public static partial void LogCleaned(ILogger logger, string tablePath, int objectCount);

    [LoggerMessage(21, LogLevel.Warning, "Could not write the checksum of version {Version} of table {TablePath}; nothing depends on it")]
    public static partial void ChecksumFailed(ILogger logger, string tablePath, long version, Exception exception);

    [LoggerMessage(22, LogLevel.Information, "Vacuumed table {TablePath}: {FileCount} files of {ByteCount} bytes; dry run: {IsDryRun}")]
    public static partial void Vacuumed(ILogger logger, string tablePath, int fileCount, long byteCount, bool isDryRun);

    [LoggerMessage(7, LogLevel.Information, "Rejected an append to table {TablePath}: {RejectedRowCount} of {RowCount} rows break a rule")]
    public static partial void RowsRejected(ILogger logger, string tablePath, long rejectedRowCount, long rowCount);
}
