using Patterns.Core;

namespace Patterns.Tables.Reading.Cache;

/// <summary>Reads an object whose size is known, and opens it when the first bytes are needed. Safe for use by several threads.</summary>
/// <param name="path">Path of the object.</param>
/// <param name="length">Its size in bytes.</param>
/// <param name="open">Opens it; null for a reader that only knows path and size.</param>
internal sealed class LateReader(string path, long length, Func<CancellationToken, Task<IObjectReader>>? open) : IObjectReader
{
    private readonly SemaphoreSlim _turn = new(1);
    private IObjectReader? _reader;

    public string Path => path;

    public long Length => length;

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken = default)
        => await (Volatile.Read(ref _reader) ?? await OpenAsync(cancellationToken).ConfigureAwait(false)).ReadAsync(offset, buffer, cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        if (_reader is { } reader)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }

        _turn.Dispose();
    }

    private async Task<IObjectReader> OpenAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _reader ??= await (open ?? throw new InvalidOperationException($"'{path}' was not opened for reading."))(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
