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

    public static BufferPool Shared { get; } = new();

    /// <summary>An array of at least that length with unspecified content.</summary>
    public byte[] Rent(int minimumLength)
    {
        var shift = ShiftFor(minimumLength);
        if (shift > LargestShift)
        {
            return GC.AllocateUninitializedArray<byte>(minimumLength, pinned: true);
        }

        lock (_lock)
        {
            if (_stacks[shift - SmallestShift].TryPop(out var array))
            {
                _retainedBytes -= array.Length;
                return array;
            }
        }

        return GC.AllocateUninitializedArray<byte>((1 << shift) + ColumnBuffer.Alignment, pinned: true);
    }

    public void Return(byte[] array)
    {
        var shift = ShiftFor(array.Length);
        if (shift > LargestShift || array.Length != (1 << shift) + ColumnBuffer.Alignment)
        {
            return;
        }

        lock (_lock)
        {
            if (_retainedBytes + array.Length <= MaxRetainedBytes)
            {
                _stacks[shift - SmallestShift].Push(array);
                _retainedBytes += array.Length;
            }
        }
    }

    private static int ShiftFor(int length) => Math.Max(SmallestShift, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(1, length - ColumnBuffer.Alignment) - 1));
}
