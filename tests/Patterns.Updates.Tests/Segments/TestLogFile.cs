using Patterns.Updates.Files;

namespace Patterns.Updates.Tests.Segments;

/// <summary>A file in memory whose disk fails when it is told to.</summary>
internal sealed class TestLogFile(TestLogFolder folder, byte[] bytes) : ILogFile
{
    private readonly Lock _lock = new();
    private byte[] _bytes = bytes;

    public byte[] Bytes
    {
        get
        {
            lock (_lock)
            {
                return [.. _bytes];
            }
        }
    }

    public long Length => _bytes.Length;

    public void Write(ReadOnlySpan<byte> bytes, long position)
    {
        lock (_lock)
        {
            // A full disk takes what it has room for, and then refuses.
            var taken = Math.Min(bytes.Length, folder.TakeRoom(bytes.Length));
            bytes[..taken].CopyTo(_bytes.AsSpan((int)position));
            if (taken < bytes.Length)
            {
                throw new IOException("No space left on device");
            }
        }
    }

    public void Flush()
    {
        folder.Flushes++;
        folder.OnFlush?.Invoke();
        if (folder.FailingFlushes > 0)
        {
            folder.FailingFlushes--;
            throw new IOException("Input/output error");
        }
    }

    public void SetLength(long length)
    {
        lock (_lock)
        {
            Array.Resize(ref _bytes, (int)length);
        }
    }

    public int Read(Span<byte> buffer, long position)
    {
        lock (_lock)
        {
            var length = (int)Math.Clamp(_bytes.Length - position, 0, buffer.Length);
            _bytes.AsSpan((int)Math.Min(position, _bytes.Length), length).CopyTo(buffer);
            return length;
        }
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, long position, CancellationToken cancellationToken) => new(Read(buffer.Span, position));

    public void Dispose()
    {
    }
}
