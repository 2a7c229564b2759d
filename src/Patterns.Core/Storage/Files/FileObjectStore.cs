using System.Runtime.CompilerServices;
using Patterns.Core.Storage.Files;

namespace Patterns.Core;

/// <summary>
/// A store in a folder of a file system. Safe for use by several threads and by several processes, on one machine or through NFS 3 and
/// later: of several writers with <see cref="PutMode.IfAbsent"/> exactly one succeeds.
/// </summary>
/// <remarks>
/// <para>A write goes to a temporary file, to the disk, and then under its name in one step (<c>link(2)</c> or <c>rename(2)</c>;
/// <c>MoveFileEx</c> on Windows), so a process that is killed leaves no half an object. New folders and names are flushed to the
/// disk as well. A deletion is not, and may be undone by a power failure.</para>
/// <para>Symbolic links are followed as long as they stay in the folder, otherwise <see cref="ObjectOutsideStoreException"/>. A listing
/// has linked files, but does not enter linked folders; it leaves out files whose names cannot be paths (<see cref="ObjectPath"/>).</para>
/// <para>Where the file system ignores case, paths that differ only in case are one object. A path cannot be an object and a folder at once.</para>
/// <para>Errors of the operating system are reported as <see cref="ObjectStoreException"/>.</para>
/// </remarks>
public sealed class FileObjectStore : IObjectStore
{
    private const int FirstListingChunk = 32;
    private const int LargestListingChunk = 1024;

    private readonly FileRoot _root;

    /// <summary>Opens a store.</summary>
    /// <param name="folder">Folder of the store, absolute or relative to the current directory; created by the first write.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public FileObjectStore(string folder) => _root = new FileRoot(folder);

    /// <summary>Full path of the folder of the store.</summary>
    public string Folder => _root.Folder;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix,
        string? startAfter = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var range = new ListingRange(ObjectPath.RequirePrefix(prefix), startAfter ?? "");
        using var walk = new FileListing(_root, range).Walk().GetEnumerator();
        List<ObjectInfo> chunk;
        var size = FirstListingChunk;
        do
        {
            chunk = await RunAsync("list", prefix, () => Take(walk, size), cancellationToken).ConfigureAwait(false);
            foreach (var info in chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return info;
            }

            size = Math.Min(size * 2, LargestListingChunk);
        }
        while (chunk.Count > 0);
    }

    /// <inheritdoc/>
    public Task<ObjectInfo?> HeadAsync(string path, CancellationToken cancellationToken = default)
        => RunAsync("look at", path, () => _root.Describe(path), cancellationToken);

    /// <inheritdoc/>
    public Task<IObjectReader> OpenReadAsync(string path, CancellationToken cancellationToken = default)
        => RunAsync<IObjectReader>("open", path, () => FileObjectReader.Open(_root, path), cancellationToken);

    /// <inheritdoc/>
    public Task PutAsync(
        string path,
        ReadOnlyMemory<byte> content,
        PutMode mode = PutMode.Overwrite,
        CancellationToken cancellationToken = default)
        => RunAsync("write", path, () => Put(path, content.Span, mode, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ObjectWriter> CreateAsync(string path, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
        => RunAsync<ObjectWriter>("create", path, () => new FileObjectWriter(_root, path, mode), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string path, CancellationToken cancellationToken = default)
        => RunAsync("delete", path, () => Delete(path), cancellationToken);

    /// <summary>Deletes what killed writers left behind: temporary files that have not been written to for some time.</summary>
    /// <param name="before">Only files last written before this instant. Leave time enough for the longest write: one that still runs would fail.</param>
    /// <param name="cancellationToken">Ends the request between two files.</param>
    /// <returns>The number of files deleted.</returns>
    /// <exception cref="ObjectStoreException">A folder could not be read or a file not deleted.</exception>
    public Task<int> DeleteLeftoversAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
        => RunAsync("clean", Folder, () => Leftovers.Delete(Folder, before, cancellationToken), cancellationToken);

    private static List<ObjectInfo> Take(IEnumerator<ObjectInfo> walk, int size)
    {
        var chunk = new List<ObjectInfo>();
        while (chunk.Count < size && walk.MoveNext())
        {
            chunk.Add(walk.Current);
        }

        return chunk;
    }

    // The operating system's calls block, so they run on the thread pool.
    private static async Task<T> RunAsync<T>(string verb, string path, Func<T> call, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileFailure.IsFailure(exception))
        {
            throw FileFailure.During(verb, path, exception);
        }
    }

    private bool Put(string path, ReadOnlySpan<byte> content, PutMode mode, CancellationToken cancellationToken)
    {
        // Only saves work: the answer that counts is given when the file gets its name.
        if (mode == PutMode.IfAbsent && File.Exists(_root.Locate(path)))
        {
            throw new ObjectExistsException(path);
        }

        using var file = PendingFile.Create(_root, path);
        RandomAccess.Write(file.Handle, content, fileOffset: 0);
        cancellationToken.ThrowIfCancellationRequested();
        file.Publish(mode);
        return true;
    }

    private bool Delete(string path)
    {
        var file = _root.Locate(path);
        var exists = File.Exists(file);
        if (exists)
        {
            File.Delete(file);
        }

        return exists;
    }
}
