using Microsoft.Win32.SafeHandles;

namespace Patterns.Updates.Files;

/// <summary>A file of the operating system.</summary>
internal sealed class LogFile(SafeFileHandle handle) : ILogFile
{
    // Nobody else changes it, and asking costs more than a system call: a Linux whose times were looked at since the last write gives each write a
    // time of its own, which every flush then has to write, too.
    private long _length = RandomAccess.GetLength(handle);

    public long Length => Volatile.Read(ref _length);

    public void Write(ReadOnlySpan<byte> bytes, long position) => RandomAccess.Write(handle, bytes, position);

    public void Flush() => RandomAccess.FlushToDisk(handle);

    public void SetLength(long length)
    {
        RandomAccess.SetLength(handle, length);
        Volatile.Write(ref _length, length);
    }

    public int Read(Span<byte> buffer, long position)
    {
        var total = 0;
        while (total < buffer.Length && RandomAccess.Read(handle, buffer[total..], position + total) is > 0 and var read)
        {
            total += read;
        }

        return total;
    }

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long position, CancellationToken cancellationToken)
    {
        var total = 0;
        while (total < buffer.Length && await RandomAccess.ReadAsync(handle, buffer[total..], position + total, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            total += read;
        }

        return total;
    }

    public void Dispose() => handle.Dispose();
}
