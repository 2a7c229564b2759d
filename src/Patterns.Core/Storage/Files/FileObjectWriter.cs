using System.Runtime.CompilerServices;

namespace Patterns.Core.Storage.Files;

internal sealed class FileObjectWriter : ObjectWriter
{
    private const int BufferBytes = 64 * 1024;

    private readonly string _path;
    private readonly PutMode _mode;
    private readonly PendingFile _file;
    private readonly FileStream _stream;
    private State _state;
    private long _bytesWritten;

    public FileObjectWriter(FileRoot root, string path, PutMode mode)
    {
        _path = path;
        _mode = mode;
        _file = PendingFile.Create(root, path);
        _stream = new FileStream(_file.Handle, FileAccess.Write, BufferBytes);
    }

    private enum State
    {
        Writing,
        Failed,
        Finished,
    }

    public override long BytesWritten => _bytesWritten;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RequireWriting();
        try
        {
            _state = State.Failed;
            _stream.Write(buffer);
            Written(buffer.Length);
        }
        catch (Exception exception) when (FileFailure.IsFailure(exception))
        {
            throw FileFailure.During("write", _path, exception);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RequireWriting();
        try
        {
            _state = State.Failed;
            await _stream.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
            Written(buffer.Length);
        }
        catch (Exception exception) when (FileFailure.IsFailure(exception))
        {
            throw FileFailure.During("write", _path, exception);
        }
    }

    public override async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        RequireWriting();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await Task.Run(Publish, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (FileFailure.IsFailure(exception))
        {
            throw FileFailure.During("complete", _path, exception);
        }
        finally
        {
            Dispose(disposing: true);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await Task.Run(Dispose).ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _state != State.Finished)
        {
            _state = State.Finished;
            _file.Dispose(); // closes the handle first, so that the stream has nowhere to flush what is abandoned
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Publish()
    {
        _stream.Flush();
        _file.Publish(_mode);
    }

    private void Written(int count)
    {
        _bytesWritten += count;
        _state = State.Writing;
    }

    private void RequireWriting()
    {
        ObjectDisposedException.ThrowIf(_state == State.Finished, this);
        if (_state == State.Failed)
        {
            throw new InvalidOperationException(
                $"A write to '{_path}' failed or was cancelled, so that some bytes may be missing. Dispose of this writer and start a new one.");
        }
    }
}
