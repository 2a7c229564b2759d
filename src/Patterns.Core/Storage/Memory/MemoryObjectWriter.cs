namespace Patterns.Core.Storage.Memory;

internal sealed class MemoryObjectWriter(MemoryObjectStore store, string path, PutMode mode) : ObjectWriter
{
    private readonly MemoryStream _content = new();
    private bool _finished;

    public override long BytesWritten => _content.Length;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        _content.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_finished, this);
        cancellationToken.ThrowIfCancellationRequested();
        _finished = true;
        await store.PutAsync(path, _content.GetBuffer().AsMemory(0, (int)_content.Length), mode, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        _finished = true;
        base.Dispose(disposing);
    }
}
