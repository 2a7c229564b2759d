using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Memory;

/// <summary>
/// A pooled, 64-byte aligned block of bytes with a reference count. Every column that uses the block holds one reference; the last
/// release returns the block to the pool.
/// </summary>
internal sealed class ColumnBuffer
{
    /// <summary>Arrow's recommended alignment, one cache line and one 512-bit vector.</summary>
    public const int Alignment = 64;

    [ThreadStatic]
    private static long _heldByThread;

    private readonly int _start;
    private byte[]? _array;
    private int _references = 1;

    private ColumnBuffer(byte[] array, int start, int capacity)
    {
        _array = array;
        _start = start;
        Capacity = capacity;
    }

    /// <summary>
    /// Bytes that this thread has rented minus those that it has given back: the difference over a piece of work says by how much that has made grow
    /// what it works on.
    /// </summary>
    public static long HeldByThread => _heldByThread;

    /// <summary>Usable bytes; at least as many as asked for.</summary>
    public int Capacity { get; }

    /// <summary>A block of at least that many bytes with unspecified content.</summary>
    public static unsafe ColumnBuffer Rent(int byteCount)
    {
        var array = BufferPool.Shared.Rent(checked(byteCount + Alignment - 1));
        var address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        var start = (int)(-address & (Alignment - 1));
        _heldByThread += array.Length;
        return new ColumnBuffer(array, start, array.Length - start);
    }

    /// <summary>A block for that many values with unspecified content.</summary>
    public static ColumnBuffer Rent<T>(int count)
        where T : unmanaged
        => Rent(checked(count * Unsafe.SizeOf<T>()));

    /// <summary>A block for that many values, all zero.</summary>
    public static ColumnBuffer RentCleared<T>(int count)
        where T : unmanaged
    {
        var buffer = Rent<T>(count);
        buffer.Span<T>(count).Clear();
        return buffer;
    }

    /// <summary>The first <paramref name="count"/> values.</summary>
    public Span<T> Span<T>(int count)
        where T : unmanaged
        => Span<T>(0, count);

    /// <summary><paramref name="count"/> values from a 0-based position counted in values.</summary>
    public Span<T> Span<T>(int start, int count)
        where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(_array is null, typeof(ColumnBatch));
        var size = Unsafe.SizeOf<T>();
        return MemoryMarshal.Cast<byte, T>(_array.AsSpan(_start + (start * size), count * size));
    }

    /// <summary>The bytes as memory, for asynchronous reads and writes.</summary>
    public Memory<byte> Memory(int byteCount)
    {
        ObjectDisposedException.ThrowIf(_array is null, typeof(ColumnBatch));
        return _array.AsMemory(_start, byteCount);
    }

    /// <summary>Takes one more reference.</summary>
    public ColumnBuffer Retain()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    /// <summary>Gives one reference back; the last one returns the block to the pool.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0 && Interlocked.Exchange(ref _array, null) is { } array)
        {
            _heldByThread -= array.Length;
            BufferPool.Shared.Return(array);
        }
    }
}
