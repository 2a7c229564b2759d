namespace Patterns.Core;

/// <summary>A write that was to happen only if the path was free found an object there. The object was left as it is.</summary>
/// <param name="path">Path of the object.</param>
/// <param name="innerException">The store's own error, or null.</param>
public sealed class ObjectExistsException(string path, Exception? innerException = null)
    : PatternsException("store.exists", $"The object '{path}' already exists and was to be created only if absent; it was left as it is.", innerException)
{
    /// <summary>Path of the object that is there.</summary>
    public string Path { get; } = path;
}
