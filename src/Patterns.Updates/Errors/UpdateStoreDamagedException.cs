using Patterns.Core;

namespace Patterns.Updates;

/// <summary>A file that belongs to all feeds of a folder is not as it was written. Nothing was changed. Code <c>updates.store-damaged</c>.</summary>
public sealed class UpdateStoreDamagedException : PatternsException
{
    internal UpdateStoreDamagedException(string path, string expected)
        : base(
            "updates.store-damaged",
            $"The file '{path}' is damaged: expected {expected}. Restore it from a copy; without it, cursors of feeds that were deleted could be taken for those of their successors.")
        => Path = path;

    /// <summary>Path of the file.</summary>
    public string Path { get; }
}
