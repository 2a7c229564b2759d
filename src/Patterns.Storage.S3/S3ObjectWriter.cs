using System.Buffers;
using Patterns.Core;
using Patterns.Storage.S3.Requests;

namespace Patterns.Storage.S3;

/// <summary>Gathers what is written into parts. An object of less than one part is put at once, a larger one part by part.</summary>
internal sealed class S3ObjectWriter(IObjectStore store, PartedUpload upload, string path, PutMode mode, int partBytes) : ObjectWriter
{
    private const int FirstBytes = 64 << 10;

    private byte[]? _part = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBytes, partBytes));
    private int _count;
    private long _written;

    public override long BytesWritten => _written;

    /// <summary>Waits for the upload of full parts: a stream that is written synchronously has no other place to put them.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RequireOpen();
        while (!buffer.IsEmpty)
        {
            buffer = buffer[Take(buffer)..];
            if (_count == partBytes)
            {
                SendAsync(CancellationToken.None).GetAwaiter().GetResult();
            }
        }
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RequireOpen();
        cancellationToken.ThrowIfCancellationRequested();
        while (!buffer.IsEmpty)
        {
            buffer = buffer[Take(buffer.Span)..];
            if (_count == partBytes)
            {
                await SendAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public override async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        RequireOpen();
        cancellationToken.ThrowIfCancellationRequested();
        if (!upload.IsStarted)
        {
            await store.PutAsync(path, _part.AsMemory(0, _count), mode, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            if (_count > 0)
            {
                await SendAsync(cancellationToken).ConfigureAwait(false);
            }

            await upload.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        Release();
    }

    public override async ValueTask DisposeAsync()
    {
        if (_part is not null)
        {
            Release();
            await upload.AbortAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _part is not null)
        {
            Release();
            upload.AbortAsync().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(_part is null, this);

    /// <summary>Copies as many bytes as the part has room for.</summary>
    private int Take(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, partBytes - _count);
        if (_count + count > _part!.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Min(partBytes, Math.Max(_count + count, 2 * _part.Length)));
            _part.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_part);
            _part = larger;
        }

        bytes[..count].CopyTo(_part.AsSpan(_count));
        _count += count;
        _written += count;
        return count;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await upload.AddAsync(_part.AsMemory(0, _count), cancellationToken).ConfigureAwait(false);
        _count = 0;
    }

    private void Release()
    {
        ArrayPool<byte>.Shared.Return(_part!);
        _part = null;
    }
}
