namespace Patterns.Core;

/// <summary>
/// A streaming write of one object: write bytes, then complete. Disposal without <see cref="CompleteAsync"/> abandons the write and
/// leaves no trace in the store. Not safe for use by several threads at once.
/// </summary>
public abstract class ObjectWriter : Stream
{
    /// <inheritdoc/>
    public sealed override bool CanRead => false;

    /// <inheritdoc/>
    public sealed override bool CanSeek => false;

    /// <inheritdoc/>
    public sealed override bool CanWrite => true;

    /// <summary>Not supported: an object that is being written has no final length.</summary>
    public sealed override long Length => throw new NotSupportedException("An object that is being written has no final length.");

    /// <summary>Bytes written so far; setting it is not supported.</summary>
    public sealed override long Position
    {
        get => BytesWritten;
        set => throw new NotSupportedException("An object is written from its first byte to its last.");
    }

    /// <summary>Bytes written so far.</summary>
    public abstract long BytesWritten { get; }

    /// <summary>Makes the object durable and visible under its path, all of it at once.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ObjectExistsException">The path was taken and the write was to be only if absent.</exception>
    public abstract Task CompleteAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public abstract override void Write(ReadOnlySpan<byte> buffer);

    /// <inheritdoc/>
    public sealed override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public abstract override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public sealed override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Does nothing: no byte is visible before <see cref="CompleteAsync"/>, and all of them are durable after it.</summary>
    public sealed override void Flush()
    {
        // See the summary.
    }

    /// <summary>Does nothing: no byte is visible before <see cref="CompleteAsync"/>, and all of them are durable after it.</summary>
    /// <param name="cancellationToken">Not used.</param>
    public sealed override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public sealed override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A writer cannot be read.");

    /// <inheritdoc/>
    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An object is written from its first byte to its last.");

    /// <inheritdoc/>
    public sealed override void SetLength(long value) => throw new NotSupportedException("An object is as long as what is written to it.");
}
