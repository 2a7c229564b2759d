using System.Runtime.CompilerServices;
using Patterns.Core.Storage.Memory;

namespace Patterns.Core;

/// <summary>A store in the memory of this process, for tests and for data that need not last. Safe for use by several threads.</summary>
/// <remarks>An object has 2 GB at most. A reader keeps the bytes that were there when it was opened.</remarks>
public sealed class MemoryObjectStore : IObjectStore
{
    private const int ListingChunk = 256;

    private readonly Lock _lock = new();
    private readonly SortedList<string, MemoryObject> _objects = new(StringComparer.Ordinal);
    private readonly TimeProvider _timeProvider;

    /// <summary>Creates an empty store.</summary>
    /// <param name="timeProvider">Gives <see cref="ObjectInfo.LastModified"/>; null means the system's clock.</param>
    public MemoryObjectStore(TimeProvider? timeProvider = null) => _timeProvider = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectInfo> ListAsync(
        string prefix,
        string? startAfter = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ObjectPath.RequirePrefix(prefix);
        var chunk = new List<ObjectInfo>(ListingChunk);
        while (Next(prefix, startAfter, chunk))
        {
            foreach (var info in chunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return info;
            }

            startAfter = chunk[^1].Path;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<ObjectInfo?> HeadAsync(string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<ObjectInfo?>(Find(path)?.Describe(path));
    }

    /// <inheritdoc/>
    public Task<IObjectReader> OpenReadAsync(string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Find(path) is { } found
            ? Task.FromResult<IObjectReader>(new MemoryObjectReader(path, found.Content))
            : Task.FromException<IObjectReader>(new ObjectNotFoundException(path));
    }

    /// <inheritdoc/>
    public Task PutAsync(
        string path,
        ReadOnlyMemory<byte> content,
        PutMode mode = PutMode.Overwrite,
        CancellationToken cancellationToken = default)
    {
        ObjectPath.Require(path);
        cancellationToken.ThrowIfCancellationRequested();
        return TryPut(path, content.ToArray(), mode) ? Task.CompletedTask : Task.FromException(new ObjectExistsException(path));
    }

    /// <inheritdoc/>
    public Task<ObjectWriter> CreateAsync(string path, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
    {
        ObjectPath.Require(path);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<ObjectWriter>(new MemoryObjectWriter(this, path, mode));
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(string path, CancellationToken cancellationToken = default)
    {
        ObjectPath.Require(path);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult(_objects.Remove(path));
        }
    }

    private bool TryPut(string path, byte[] content, PutMode mode)
    {
        var written = new MemoryObject(content, _timeProvider.GetUtcNow());
        lock (_lock)
        {
            if (mode == PutMode.IfAbsent)
            {
                return _objects.TryAdd(path, written);
            }

            _objects[path] = written;
            return true;
        }
    }

    private MemoryObject? Find(string path)
    {
        ObjectPath.Require(path);
        lock (_lock)
        {
            return _objects.GetValueOrDefault(path);
        }
    }

    private bool Next(string prefix, string? startAfter, List<ObjectInfo> chunk)
    {
        chunk.Clear();
        lock (_lock)
        {
            var index = FirstIndex(prefix, startAfter);
            while (index < _objects.Count && chunk.Count < ListingChunk && _objects.GetKeyAtIndex(index).StartsWith(prefix, StringComparison.Ordinal))
            {
                chunk.Add(_objects.GetValueAtIndex(index).Describe(_objects.GetKeyAtIndex(index)));
                index++;
            }
        }

        return chunk.Count > 0;
    }

    private int FirstIndex(string prefix, string? startAfter)
    {
        var (low, high) = (0, _objects.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var path = _objects.GetKeyAtIndex(middle);
            var isBefore = string.CompareOrdinal(path, prefix) < 0 || (startAfter is not null && string.CompareOrdinal(path, startAfter) <= 0);
            (low, high) = isBefore ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
