namespace Patterns.Core;

/// <summary>
/// A store could not do what it was asked: unreachable, out of space, not permitted, cut short. A write that failed like this may still
/// have taken effect; look before writing again.
/// </summary>
/// <param name="path">Path of the object, or prefix of the listing.</param>
/// <param name="message">What, where, found, expected, what to do.</param>
/// <param name="innerException">The store's own error, or null.</param>
public sealed class ObjectStoreException(string path, string message, Exception? innerException = null)
    : PatternsException("store.failed", message, innerException)
{
    /// <summary>Path of the object, or prefix of the listing.</summary>
    public string Path { get; } = path;
}
