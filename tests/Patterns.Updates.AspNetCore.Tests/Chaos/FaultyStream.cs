namespace Patterns.Updates.AspNetCore.Tests.Chaos;

/// <summary>A body that goes wrong at a place, and that comes in pieces of at most some size.</summary>
internal sealed class FaultyStream(Stream inner, FaultyStream.Fault fault, int place, int crumbs) : Stream
{
    private int _left = place;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (fault != Fault.None && _left == 0)
        {
            switch (fault)
            {
                case Fault.Break:
                    throw new IOException("The connection broke.");
                case Fault.Stall:
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                    break;
            }

            return 0;
        }

        int most = Math.Min(buffer.Length, crumbs);
        int count = await inner.ReadAsync(buffer[..(fault == Fault.None ? most : Math.Min(most, _left))], cancellationToken);
        _left -= Math.Min(_left, count);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What happens at the place.</summary>
    internal enum Fault
    {
        None,

        /// <summary>The connection breaks.</summary>
        Break,

        /// <summary>The answer ends as if that were all: only what has no length can.</summary>
        End,

        /// <summary>Nothing comes any more, and nothing says so.</summary>
        Stall,
    }
}
