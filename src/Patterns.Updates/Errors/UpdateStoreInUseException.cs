using Patterns.Core;

namespace Patterns.Updates;

/// <summary>Another process has the feeds of a folder. Code <c>updates.store-in-use</c>.</summary>
public sealed class UpdateStoreInUseException : PatternsException
{
    /// <summary>Creates the error.</summary>
    /// <param name="directory">Path of the folder.</param>
    /// <param name="innerException">The cause.</param>
    public UpdateStoreInUseException(string directory, Exception? innerException)
        : base(
            "updates.store-in-use",
            $"The feeds in '{directory}' are in use by another process. One process appends to a folder; let others read over HTTP, or keep the feeds in PostgreSQL or Redis.",
            innerException)
    {
        Directory = directory;
    }

    /// <summary>Path of the folder.</summary>
    public string Directory { get; }
}
