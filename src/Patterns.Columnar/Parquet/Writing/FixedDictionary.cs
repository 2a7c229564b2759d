using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The distinct values of a column chunk, told apart by their bits, in the order of their first use.</summary>
internal sealed class FixedDictionary<T> : IDisposable
    where T : unmanaged
{
    private const int FirstSlotCount = 1024;
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly BufferBuilder<T> _values = new();

    // Code + 1 of the value in a slot, or 0; at most half of the slots are taken.
    private int[] _slots = new int[FirstSlotCount];

    public int Count => _values.Count;

    public ReadOnlySpan<T> Values => _values.Span;

    /// <summary>Appends the code of each value.</summary>
    public void Encode(ReadOnlySpan<T> values, Span<int> codes)
    {
        for (var index = 0; index < values.Length; index++)
        {
            codes[index] = Code(values[index]);
        }
    }

    public void Clear()
    {
        _values.Truncate(0);
        Array.Clear(_slots);
    }

    public void Dispose() => _values.Dispose();

    private int Code(T value)
    {
        var slots = _slots;
        var mask = slots.Length - 1;
        var known = (ReadOnlySpan<T>)_values.Span;
        for (var slot = Slot(value, mask); ; slot = (slot + 1) & mask)
        {
            var code = slots[slot] - 1;
            if (code < 0)
            {
                return Add(value, slot);
            }

            if (SameBits(known[code], value))
            {
                return code;
            }
        }
    }

    private int Add(T value, int slot)
    {
        _slots[slot] = _values.Count + 1;
        _values.Append(value);
        if (_values.Count * 2 > _slots.Length)
        {
            Grow();
        }

        return _values.Count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        var values = _values.Span;
        for (var code = 0; code < values.Length; code++)
        {
            var slot = Slot(values[code], mask);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = code + 1;
        }
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
