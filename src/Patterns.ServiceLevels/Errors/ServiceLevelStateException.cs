using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>
/// Persisted indicators cannot be read or written. The code is <c>service-levels.state-damaged</c> when an object is not what was written, or
/// <c>service-levels.second-writer</c> when another process writes to the same folder.
/// </summary>
public sealed class ServiceLevelStateException : PatternsException
{
    private ServiceLevelStateException(string code, string path, string message)
        : base(code, message)
        => Path = path;

    /// <summary>Path of the object.</summary>
    public string Path { get; }

    internal static ServiceLevelStateException Damaged(string path, string problem)
        => new("service-levels.state-damaged", path, $"The object '{path}' is not what was written: {problem}. Restore it, or delete it and backfill what it held.");

    internal static ServiceLevelStateException SecondWriter(string path)
        => new("service-levels.second-writer", path, $"The object '{path}' was written by another process. Give each process a folder of its own; histories of several are added up by Indicator.Record with a time.");
}
