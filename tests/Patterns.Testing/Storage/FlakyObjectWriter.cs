using Patterns.Core;

namespace Patterns.Testing;

/// <summary>A writer of <see cref="FlakyObjectStore"/>. It keeps the bytes until completion, which then is one put and can go wrong like one.</summary>
internal sealed class FlakyObjectWriter(FlakyObjectStore store, string path, PutMode mode) : ObjectWriter
{
    private readonly MemoryStream _content = new();
    private bool _finished;

    public override long BytesWritten => _content.Length;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        _content.Write(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        await store.RunAsync(StoreOperation.Write, path, WriteAsync, cancellationToken);

        Task<bool> WriteAsync()
        {
            Write(buffer.Span);
            return Task.FromResult(true);
        }
    }

    public override Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        cancellationToken.ThrowIfCancellationRequested();
        _finished = true;
        return store.PutAsync(StoreOperation.Complete, path, _content.ToArray(), mode, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _finished = true;
        base.Dispose(disposing);
    }
}
