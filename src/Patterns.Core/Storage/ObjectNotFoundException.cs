namespace Patterns.Core;

/// <summary>An object that was asked for is not in the store.</summary>
/// <param name="path">Path that was asked for.</param>
/// <param name="innerException">The store's own error, or null.</param>
public sealed class ObjectNotFoundException(string path, Exception? innerException = null)
    : PatternsException("store.not-found", $"There is no object '{path}' in the store. Check the path, or whether it was deleted since it was listed.", innerException)
{
    /// <summary>Path that was asked for.</summary>
    public string Path { get; } = path;
}
