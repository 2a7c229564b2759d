using System.Numerics;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// Distinct byte strings, numbered 0, 1, 2 … in the order in which they were first seen. Open addressing with linear probing; a slot holds the
/// upper half of the hash and the number, so that a string is compared only when 32 bits of its hash agree.
/// </summary>
internal sealed class ByteStringIndex : IDisposable
{
    private readonly BufferBuilder<int> _offsets = new();
    private readonly BufferBuilder<byte> _bytes = new();
    private ulong[] _slots = new ulong[64];
    private int _shift = 64 - 6;

    public ByteStringIndex() => _offsets.Append(0);

    /// <summary>The number of distinct strings.</summary>
    public int Count { get; private set; }

    /// <summary>One more offset than strings, from zero.</summary>
    public ReadOnlySpan<int> Offsets => _offsets.Span;

    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>The bytes of a string by its number.</summary>
    public ReadOnlySpan<byte> this[int id] => _bytes.Span[_offsets.Span[id].._offsets.Span[id + 1]];

    /// <summary>The number of a string, a new one when it is new.</summary>
    /// <exception cref="OverflowException">The strings together exceed 2^31 - 1 bytes.</exception>
    public int FindOrAdd(ReadOnlySpan<byte> value)
    {
        var hash = ByteHash.Compute(value);
        var salt = hash & 0xFFFF_FFFF_0000_0000;
        var slot = (int)(hash >> _shift);
        while (true)
        {
            var entry = _slots[slot];
            if (entry == 0)
            {
                return Add(value, salt, slot);
            }

            if ((entry & 0xFFFF_FFFF_0000_0000) == salt && this[(int)(uint)entry - 1].SequenceEqual(value))
            {
                return (int)(uint)entry - 1;
            }

            slot = (slot + 1) & (_slots.Length - 1);
        }
    }

    /// <summary>The numbers of strings laid out one after the other.</summary>
    /// <param name="offsets">One more offset than strings.</param>
    /// <param name="bytes">What they point into.</param>
    /// <param name="ids">Receives one number per string.</param>
    public void FindOrAdd(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, Span<int> ids)
    {
        for (var index = 0; index < ids.Length; index++)
        {
            ids[index] = FindOrAdd(bytes[offsets[index]..offsets[index + 1]]);
        }
    }

    /// <summary>Takes a number, with no bytes, that no look-up will find.</summary>
    public void AddUnreachable()
    {
        _offsets.Append(_bytes.Count);
        Count++;
    }

    /// <summary>Hands the offsets over; only <see cref="DetachBytes"/> and disposal may follow.</summary>
    public ColumnBuffer DetachOffsets() => _offsets.Detach();

    /// <summary>Hands the bytes over; only <see cref="DetachOffsets"/> and disposal may follow.</summary>
    public ColumnBuffer DetachBytes() => _bytes.Detach();

    public void Dispose()
    {
        _offsets.Dispose();
        _bytes.Dispose();
    }

    private int Add(ReadOnlySpan<byte> value, ulong salt, int slot)
    {
        _bytes.Append(value);
        _offsets.Append(_bytes.Count);
        _slots[slot] = salt | (uint)(Count + 1);
        if (++Count > _slots.Length / 2)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new ulong[old.Length * 4];
        _shift = 64 - BitOperations.Log2((uint)_slots.Length);
        foreach (var entry in old)
        {
            if (entry != 0)
            {
                var slot = (int)((entry & 0xFFFF_FFFF_0000_0000) >> _shift);
                while (_slots[slot] != 0)
                {
                    slot = (slot + 1) & (_slots.Length - 1);
                }

                _slots[slot] = entry;
            }
        }
    }
}
