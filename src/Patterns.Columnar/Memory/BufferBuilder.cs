using System.Runtime.CompilerServices;

namespace Patterns.Columnar.Memory;

/// <summary>Values appended to a pooled block that doubles when it is full.</summary>
internal sealed class BufferBuilder<T> : IDisposable
    where T : unmanaged
{
    private ColumnBuffer? _buffer;
    private int _capacity;

    public int Count { get; private set; }

    public Span<T> Span => _buffer is null ? [] : _buffer.Span<T>(Count);

    /// <summary>The values as bytes, for asynchronous writes; valid until the next change.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer is null ? default : _buffer.Memory(Count * Unsafe.SizeOf<T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(T value)
    {
        if (Count == _capacity)
        {
            Grow(1);
        }

        _buffer!.Span<T>(Count, 1)[0] = value;
        Count++;
    }

    public void Append(ReadOnlySpan<T> values)
    {
        values.CopyTo(Reserve(values.Length));
    }

    /// <summary>Appends room for that many values with unspecified content and returns it to be filled.</summary>
    public Span<T> Reserve(int count)
    {
        if (_capacity - Count < count || _buffer is null)
        {
            Grow(count);
        }

        var span = _buffer!.Span<T>(Count, count);
        Count += count;
        return span;
    }

    /// <summary>Takes back the last values, for example those reserved but not filled.</summary>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count, nameof(count));
        Count = count;
    }

    /// <summary>Hands the block over to the caller, who owns it, and starts anew.</summary>
    public ColumnBuffer Detach()
    {
        var buffer = _buffer ?? ColumnBuffer.Rent<T>(0);
        _buffer = null;
        _capacity = 0;
        Count = 0;
        return buffer;
    }

    public void Dispose()
    {
        _buffer?.Release();
        _buffer = null;
        _capacity = 0;
        Count = 0;
    }

    private void Grow(int count)
    {
        var wanted = Math.Max(checked(Count + count), Math.Max(64, (int)Math.Min(int.MaxValue / (2L * Unsafe.SizeOf<T>()), (long)_capacity * 2)));
        var larger = ColumnBuffer.Rent<T>(wanted);
        if (_buffer is not null)
        {
            _buffer.Span<T>(Count).CopyTo(larger.Span<T>(Count));
            _buffer.Release();
        }

        _buffer = larger;
        _capacity = larger.Capacity / Unsafe.SizeOf<T>();
    }
}
