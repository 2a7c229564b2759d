namespace Patterns.Core;

/// <summary>What every store can do by means of <see cref="IObjectStore"/>.</summary>
public static class ObjectStoreExtensions
{
    /// <summary>Reads a whole object into memory.</summary>
    /// <param name="store">The store.</param>
    /// <param name="path">Path of the object.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>All bytes of the object, in an array of its own.</returns>
    /// <exception cref="ObjectNotFoundException">There is no such object.</exception>
    /// <exception cref="ObjectStoreException">The object could not be read, or is larger than an array can be (2 GB).</exception>
    public static async Task<byte[]> ReadAllAsync(this IObjectStore store, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        var reader = await store.OpenReadAsync(path, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            if (reader.Length > Array.MaxLength)
            {
                throw new ObjectStoreException(
                    path,
                    $"The object '{path}' has {reader.Length} bytes, and an array holds {Array.MaxLength} at most. Read it in ranges.");
            }

            var content = new byte[reader.Length];
            var read = await reader.ReadAsync(0, content, cancellationToken).ConfigureAwait(false);
            return read == content.Length
                ? content
                : throw new ObjectStoreException(path, $"The object '{path}' has {content.Length} bytes, but only {read} of them could be read. Try again.");
        }
    }
}
