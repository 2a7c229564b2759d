using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The distinct values of a column chunk, told apart by their bits, in the order of their first use.</summary>
internal sealed class FixedDictionary<T> : IDisposable
    where T : unmanaged, INumber<T>
{
    private const int FirstSlotCount = 1024;

    // Integers that lie closer together have a place each instead of a hash.
    private const int DenseLimit = 1 << 16;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly BufferBuilder<T> _values = new();

    // Code + 1 of the value in a slot, or 0; at most half of the slots are taken.
    private readonly BufferBuilder<int> _slots = new();

    // Code + 1 of each integer from _denseStart on, or 0.
    private readonly BufferBuilder<int> _dense = new();
    private T _denseStart;
    private bool _isDense;

    public int Count => _values.Count;

    public ReadOnlySpan<T> Values => _values.Span;

    /// <summary>Starts anew for values of a range.</summary>
    public void Start(T min, T max)
    {
        _values.Truncate(0);
        _isDense = (typeof(T) == typeof(int) || typeof(T) == typeof(long)) && Int128.CreateTruncating(max) - Int128.CreateTruncating(min) < DenseLimit;
        if (_isDense)
        {
            _denseStart = min;
            Clear(_dense, int.CreateTruncating(max - min) + 1);
        }
        else
        {
            Clear(_slots, FirstSlotCount);
        }
    }

    /// <summary>Sets the code of each value.</summary>
    public void Encode(ReadOnlySpan<T> values, Span<int> codes)
    {
        if (_isDense)
        {
            EncodeDense(values, codes);
            return;
        }

        var slots = _slots.Span;
        var known = (ReadOnlySpan<T>)_values.Span;
        for (var index = 0; index < values.Length; index++)
        {
            var slot = Find(values[index], slots, known);
            if (slots[slot] == 0)
            {
                Add(values[index], slot);
                codes[index] = _values.Count - 1;
                slots = _slots.Span;
                known = _values.Span;
            }
            else
            {
                codes[index] = slots[slot] - 1;
            }
        }
    }

    public void Dispose()
    {
        _values.Dispose();
        _slots.Dispose();
        _dense.Dispose();
    }

    private void EncodeDense(ReadOnlySpan<T> values, Span<int> codes)
    {
        var dense = _dense.Span;
        var start = _denseStart;
        for (var index = 0; index < values.Length; index++)
        {
            ref var place = ref dense[int.CreateTruncating(values[index] - start)];
            if (place == 0)
            {
                _values.Append(values[index]);
                place = _values.Count;
            }

            codes[index] = place - 1;
        }
    }

    /// <summary>The slot of a value, or the one that it takes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Find(T value, ReadOnlySpan<int> slots, ReadOnlySpan<T> known)
    {
        var mask = slots.Length - 1;
        var slot = Slot(value, mask);
        while (slots[slot] != 0 && !SameBits(known[slots[slot] - 1], value))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Add(T value, int slot)
    {
        _values.Append(value);
        _slots.Span[slot] = _values.Count;
        if (_values.Count * 2 <= _slots.Count)
        {
            return;
        }

        Clear(_slots, _slots.Count * 2);
        var slots = _slots.Span;
        var values = (ReadOnlySpan<T>)_values.Span;
        for (var code = 0; code < values.Length; code++)
        {
            slots[Find(values[code], slots, values)] = code + 1;
        }
    }

    private static void Clear(BufferBuilder<int> table, int count)
    {
        table.Truncate(0);
        table.Reserve(count).Clear();
    }

    private static int Slot(T value, int mask)
    {
        var bits = Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref value),
            2 => Unsafe.As<T, ushort>(ref value),
            4 => Unsafe.As<T, uint>(ref value),
            8 => Unsafe.As<T, ulong>(ref value),
            _ => Unsafe.As<T, ulong>(ref value) ^ BitOperations.RotateLeft(Unsafe.Add(ref Unsafe.As<T, ulong>(ref value), 1) * Multiplier, 32),
        };
        return (int)(bits * Multiplier >> 32) & mask;
    }

    private static bool SameBits(T left, T right) => Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.As<T, byte>(ref left) == Unsafe.As<T, byte>(ref right),
        2 => Unsafe.As<T, ushort>(ref left) == Unsafe.As<T, ushort>(ref right),
        4 => Unsafe.As<T, uint>(ref left) == Unsafe.As<T, uint>(ref right),
        8 => Unsafe.As<T, ulong>(ref left) == Unsafe.As<T, ulong>(ref right),
        _ => MemoryMarshal.AsBytes([left]).SequenceEqual(MemoryMarshal.AsBytes([right])),
    };
}
