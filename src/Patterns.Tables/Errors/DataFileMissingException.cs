using Patterns.Core;

namespace Patterns.Tables;

/// <summary>The log says that a data file belongs to the table, but the store does not have it. Code <c>table.data-file-missing</c>.</summary>
public sealed class DataFileMissingException : PatternsException
{
    internal DataFileMissingException(string tablePath, string path, long version, Exception innerException)
        : base(
            "table.data-file-missing",
            $"Version {version} of table '{tablePath}' has the data file '{path}', but the store does not. If this is an old version, its files may have been vacuumed: "
            + "open a newer version. If it is the latest, restore the file from a backup or another copy of the table.",
            innerException)
    {
        TablePath = tablePath;
        Path = path;
        Version = version;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>The missing object, relative to the store.</summary>
    public string Path { get; }

    /// <summary>Version of the table that was read.</summary>
    public long Version { get; }
}
