namespace Patterns.Core;

/// <summary>A path leads out of the store through a symbolic link, or round in a circle. Nothing was read or written.</summary>
/// <param name="path">Path that was asked for.</param>
/// <param name="target">Where the path leads; null means round in a circle.</param>
public sealed class ObjectOutsideStoreException(string path, string? target)
    : PatternsException(
        "store.outside",
        $"The path '{path}' leads {(target is null ? "round in a circle of symbolic links" : $"out of the store through a symbolic link, to '{target}'")}. "
            + "Links are followed only inside the folder of the store: put the object itself there, or open a store on the folder that the link points to.")
{
    /// <summary>Path that was asked for.</summary>
    public string Path { get; } = path;

    /// <summary>Where the path leads, with all links resolved; null means round in a circle.</summary>
    public string? Target { get; } = target;
}
