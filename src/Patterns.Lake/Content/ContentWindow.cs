using System.Buffers;

namespace Patterns.Lake.Content;

/// <summary>
/// A window over a stream that consumers move along: it starts at the first byte that was not consumed and grows when a record does not fit.
/// Not safe for use by several threads at once.
/// </summary>
internal sealed class ContentWindow(Stream stream, int blockLength = ContentWindow.DefaultBlockLength) : IDisposable
{
    /// <summary>Large enough to read a disk at its speed, small enough to stay in the second-level cache.</summary>
    public const int DefaultBlockLength = 512 << 10;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(2 * blockLength);
    private int _start;
    private int _end;

    /// <summary>The bytes that were read and not consumed.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(_start, _end - _start);

    /// <summary>The same bytes as memory; valid until the next call.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Whether the stream has ended, so that <see cref="Bytes"/> are its last.</summary>
    public bool IsFinal { get; private set; }

    /// <summary>Consumes bytes from the start of the window.</summary>
    public void Advance(int count) => _start += count;

    /// <summary>Reads at least one more byte, or finds that there is none.</summary>
    /// <returns>The bytes that are new; valid until the next call.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> ReadMoreAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        var start = _end;
        var wanted = Math.Min(_buffer.Length - _end, blockLength);
        var read = await stream.ReadAtLeastAsync(_buffer.AsMemory(_end, wanted), wanted, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        _end += read;
        IsFinal = read < wanted;
        return _buffer.AsMemory(start, read);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = 0;
        _end = 0;
    }

    private void MakeRoom()
    {
        var length = _end - _start;
        if (length + blockLength <= _buffer.Length)
        {
            _buffer.AsSpan(_start, length).CopyTo(_buffer);
        }
        else
        {
            var larger = ArrayPool<byte>.Shared.Rent(checked(2 * (length + blockLength)));
            _buffer.AsSpan(_start, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        _start = 0;
        _end = length;
    }
}
