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
    private int[] _slots = [];

    // Code + 1 of each integer from _denseStart on, or 0.
    private int[] _dense = [];
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
            var count = int.CreateTruncating(max - min) + 1;
            _dense = _dense.Length < count ? new int[count] : _dense;
            Array.Clear(_dense);
        }
        else
        {
            _slots = _slots.Length == 0 ? new int[FirstSlotCount] : _slots;
            Array.Clear(_slots);
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

        for (var index = 0; index < values.Length; index++)
        {
            codes[index] = Code(values[index]);
        }
    }

    public void Dispose() => _values.Dispose();

    private void EncodeDense(ReadOnlySpan<T> values, Span<int> codes)
    {
        var dense = _dense;
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
