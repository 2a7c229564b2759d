namespace Patterns.Core;

/// <summary>
/// A flat store of immutable objects: a local folder, memory, or S3 and its compatibles. Safe for use by several threads and,
/// where the storage is shared, by several processes.
/// </summary>
/// <remarks>
/// <para>Paths follow the rules of <see cref="ObjectPath"/>; what breaks them is refused with <see cref="ArgumentException"/>.</para>
/// <para>A write is durable when its task completes. When it fails with <see cref="ObjectStoreException"/> it may have taken effect all the same.</para>
/// <para>Every operation fails with <see cref="ObjectStoreException"/> when the storage itself does.</para>
/// </remarks>
public interface IObjectStore
{
    /// <summary>
    /// All objects whose path starts with <paramref name="prefix"/>, in ordinal order of their paths. What is written or deleted while the listing
    /// runs may be in it or not; everything else is in it once.
    /// </summary>
    /// <param name="prefix">A plain string prefix, not necessarily ending at a <c>/</c>; empty means everything.</param>
    /// <param name="startAfter">Only paths after this one in ordinal order; null means from the start.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, string? startAfter = null, CancellationToken cancellationToken = default);

    /// <summary>What is known of the object, or null when there is none.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<ObjectInfo?> HeadAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Opens the object for reads at any position.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ObjectNotFoundException">There is no such object.</exception>
    Task<IObjectReader> OpenReadAsync(string path, CancellationToken cancellationToken = default);

    /// <summary>Writes a whole object from memory.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="content">The bytes; not kept after the task completes.</param>
    /// <param name="mode">What happens when the path is taken.</param>
    /// <param name="cancellationToken">Ends the request; the object is then there whole or not at all.</param>
    /// <exception cref="ObjectExistsException">The path is taken and <paramref name="mode"/> is <see cref="PutMode.IfAbsent"/>.</exception>
    Task PutAsync(string path, ReadOnlyMemory<byte> content, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default);

    /// <summary>Starts a streaming write. Nothing is visible until <see cref="ObjectWriter.CompleteAsync"/>.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="mode">What happens when the path is taken at completion.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    Task<ObjectWriter> CreateAsync(string path, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default);

    /// <summary>Deletes the object if it is there.</summary>
    /// <param name="path">Path of the object.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>Whether there was an object to delete; a store that cannot tell answers true.</returns>
    Task<bool> DeleteAsync(string path, CancellationToken cancellationToken = default);
}
