using Patterns.Core;

namespace Patterns.Tables.Reading;

/// <summary>Counts the bytes that are read of an object.</summary>
internal sealed class MeasuredReader(IObjectReader inner, ScanMeasure measure) : IObjectReader
{
    public string Path => inner.Path;

    public long Length => inner.Length;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(offset, buffer, cancellationToken).ConfigureAwait(false);
        measure.Read(count);
        return count;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
