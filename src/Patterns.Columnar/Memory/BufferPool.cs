using System.Numerics;

namespace Patterns.Columnar.Memory;

/// <summary>
/// Keeps returned arrays by size, a power of two and room to align its start, up to a number of bytes in all. Arrays are pinned, so that a 64-byte aligned start stays
/// aligned, and managed, so that a batch that nobody disposes is merely collected and a span over it can never outlive its memory.
/// </summary>
internal sealed class BufferPool
{
    private const int SmallestShift = 8;
    private const int LargestShift = 30;
    private const long MaxRetainedBytes = 256L << 20;

    private readonly Lock _lock = new();
    private readonly Stack<byte[]>[] _stacks = [.. Enumerable.Range(0, LargestShift - SmallestShift + 1).Select(static _ => new Stack<byte[]>())];
    private long _retainedBytes;
    private long _rentedBytes;
    private long _mostRentedBytes;

    public static BufferPool Shared { get; } = new();

    /// <summary>Bytes rented and not returned yet. What nobody returns stays counted, even when it was collected.</summary>
    public long RentedBytes
    {
        get
        {
            lock (_lock)
            {
                return _rentedBytes;
            }
        }
    }

    /// <summary>Starts to measure the most bytes that are rented at a time.</summary>
    public void StartPeak()
    {
        lock (_lock)
        {
            _mostRentedBytes = _rentedBytes;
        }
    }

    /// <summary>The most bytes that were rented at a time since <see cref="StartPeak"/>.</summary>
    public long PeakBytes
    {
        get
        {
            lock (_lock)
            {
                return _mostRentedBytes;
            }
        }
    }

    /// <summary>An array of at least that length with unspecified content.</summary>
    public byte[] Rent(int minimumLength)
    {
        var shift = ShiftFor(minimumLength);
        var length = shift > LargestShift ? minimumLength : (1 << shift) + ColumnBuffer.Alignment;
        lock (_lock)
        {
            _rentedBytes += length;
            _mostRentedBytes = Math.Max(_mostRentedBytes, _rentedBytes);
            if (shift <= LargestShift && _stacks[shift - SmallestShift].TryPop(out var array))
            {
                _retainedBytes -= length;
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>(length, pinned: true);
    }

    public void Return(byte[] array)
    {
        var shift = ShiftFor(array.Length);
        var isPooled = shift <= LargestShift && array.Length == (1 << shift) + ColumnBuffer.Alignment;
        lock (_lock)
        {
            _rentedBytes -= array.Length;
            if (isPooled && _retainedBytes + array.Length <= MaxRetainedBytes)
            {
                _stacks[shift - SmallestShift].Push(array);
                _retainedBytes += array.Length;
            }
        }
    }

    private static int ShiftFor(int length) => Math.Max(SmallestShift, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(1, length - ColumnBuffer.Alignment) - 1));
}
