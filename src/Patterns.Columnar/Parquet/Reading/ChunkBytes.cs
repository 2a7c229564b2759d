using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>
/// The bytes of one column chunk from first to last, read in windows of a set size, so that memory does not depend on the size of the chunk.
/// </summary>
internal sealed class ChunkBytes(IObjectReader source, (long Start, long End) extent, int windowByteCount, PageMemory memory) : IDisposable
{
    private const int ByteCountAfterJump = 64 << 10;

    private ColumnBuffer? _window;
    private int _first;
    private int _count;
    private int _readAhead = int.MaxValue;

    /// <summary>0-based position in the file of the next byte.</summary>
    public long Position { get; private set; } = extent.Start;

    /// <summary>Bytes that are left.</summary>
    public long Remaining => extent.End - Position;

    /// <summary>The next bytes without passing over them: as many as asked for, or all that are left; valid until the next call.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        count = (int)Math.Min(count, Remaining);
        if (_count < count)
        {
            await FillAsync(count, cancellationToken).ConfigureAwait(false);
        }

        return count == 0 ? default : _window!.Memory(_first + count)[_first..];
    }

    /// <summary>Passes over bytes; those not read yet never will be.</summary>
    public void Skip(int count)
    {
        var inWindow = Math.Min(count, _count);
        _first += inWindow;
        _count -= inWindow;
        Position += count;
    }

    /// <summary>Passes over the bytes up to a position. Little is read ahead after that, as the next jump may be near.</summary>
    /// <exception cref="CorruptDataException">The position is behind, or outside the chunk.</exception>
    public void JumpTo(long position)
    {
        if (position < Position || position > extent.End)
        {
            throw new CorruptDataException($"the offset index says that a page begins at {position}, but the pages before it end at {Position} and the column chunk at {extent.End}");
        }

        var distance = position - Position;
        if (distance > _count)
        {
            _readAhead = ByteCountAfterJump;
        }

        var inWindow = (int)Math.Min(distance, _count);
        _first += inWindow;
        _count -= inWindow;
        Position = position;
    }

    public void Dispose()
    {
        _window?.Release();
        _window = null;
    }

    private async ValueTask FillAsync(int count, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(Remaining, Math.Max(count, Math.Min(_readAhead, windowByteCount)));
        _readAhead = (int)Math.Min(int.MaxValue, 4L * _readAhead);
        if (_window is null || _window.Capacity < wanted)
        {
            memory.Take(wanted - (_window?.Capacity ?? 0));
            var larger = ColumnBuffer.Rent(wanted);
            memory.Take(larger.Capacity - wanted);
            _window?.Span<byte>(_first, _count).CopyTo(larger.Span<byte>(_count));
            _window?.Release();
            _window = larger;
        }
        else
        {
            _window.Span<byte>(_first, _count).CopyTo(_window.Span<byte>(_count));
        }

        _first = 0;
        var missing = _window.Memory(wanted)[_count..];
        var read = await source.ReadAsync(Position + _count, missing, cancellationToken).ConfigureAwait(false);
        if (read < missing.Length)
        {
            throw new CorruptDataException($"the file ends at {Position + _count + read}, {missing.Length - read} bytes before the end of the column chunk");
        }

        _count = wanted;
    }
}
