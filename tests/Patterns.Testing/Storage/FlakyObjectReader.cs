using Patterns.Core;

namespace Patterns.Testing;

/// <summary>A reader of <see cref="FlakyObjectStore"/>: every read is a call of its own.</summary>
internal sealed class FlakyObjectReader(FlakyObjectStore store, IObjectReader inner) : IObjectReader
{
    public string Path => inner.Path;

    public long Length => inner.Length;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
        => await store.RunAsync(StoreOperation.Read, Path, () => inner.ReadAsync(offset, buffer, cancellationToken).AsTask(), cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
