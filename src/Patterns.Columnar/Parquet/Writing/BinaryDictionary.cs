using System.Numerics;
using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The distinct texts of a column chunk in the order of their first use.</summary>
internal sealed class BinaryDictionary : IDisposable
{
    private const int FirstSlotCount = 1024;

    // The process's seed: nobody can choose texts whose hashes collide.
    private static readonly ulong Seed = (ulong)HashCode.Combine(0) << 32 | (uint)HashCode.Combine(1);

    private readonly BufferBuilder<int> _ends = new();
    private readonly BufferBuilder<uint> _hashes = new();
    private readonly BufferBuilder<byte> _bytes = new();

    // Code + 1 of the text in a slot, or 0; at most half of the slots are taken.
    private int[] _slots = [];

    public int Count => _ends.Count;

    public int ByteCount => _bytes.Count;

    /// <summary>The texts in the order of their codes.</summary>
    public BinaryValues Values => new(_ends.Span, 0, _bytes.Span);

    public ReadOnlySpan<byte> this[int code]
    {
        get
        {
            var start = code == 0 ? 0 : _ends.Span[code - 1];
            return _bytes.Span[start.._ends.Span[code]];
        }
    }

    /// <summary>The code of a text, which is added if it is new.</summary>
    public int Code(ReadOnlySpan<byte> text)
    {
        var hash = Hash(text);
        if (_slots.Length == 0)
        {
            _slots = new int[FirstSlotCount];
        }

        var mask = _slots.Length - 1;
        for (var slot = (int)hash & mask; ; slot = (slot + 1) & mask)
        {
            var code = _slots[slot] - 1;
            if (code < 0)
            {
                return Add(text, hash, slot);
            }

            if (_hashes.Span[code] == hash && this[code].SequenceEqual(text))
            {
                return code;
            }
        }
    }

    public void Clear()
    {
        _ends.Truncate(0);
        _hashes.Truncate(0);
        _bytes.Truncate(0);
        Array.Clear(_slots);
    }

    public void Dispose()
    {
        _ends.Dispose();
        _hashes.Dispose();
        _bytes.Dispose();
    }

    private int Add(ReadOnlySpan<byte> text, uint hash, int slot)
    {
        _slots[slot] = Count + 1;
        _bytes.Append(text);
        _ends.Append(_bytes.Count);
        _hashes.Append(hash);
        if (Count * 2 > _slots.Length)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        var hashes = _hashes.Span;
        for (var code = 0; code < hashes.Length; code++)
        {
            var slot = (int)hashes[code] & mask;
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = code + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var state = Seed ^ ((ulong)text.Length * 0x9E3779B97F4A7C15);
        while (text.Length >= sizeof(ulong))
        {
            state = Fold(state ^ MemoryMarshal.Read<ulong>(text), 0xA0761D6478BD642F);
            text = text[sizeof(ulong)..];
        }

        if (text.Length > 0)
        {
            state = Fold(state ^ ReadTail(text), 0xE7037ED1A0B428DB);
        }

        return (uint)(state ^ state >> 32);
    }

    private static ulong ReadTail(ReadOnlySpan<byte> text)
    {
        if (text.Length >= sizeof(uint))
        {
            return MemoryMarshal.Read<uint>(text) | (ulong)MemoryMarshal.Read<uint>(text[^sizeof(uint)..]) << 32;
        }

        return text[0] | (ulong)text[text.Length >> 1] << 8 | (ulong)text[^1] << 16;
    }

    private static ulong Fold(ulong state, ulong multiplier)
    {
        var high = Math.BigMul(state, multiplier, out var low);
        return BitOperations.RotateLeft(high, 7) ^ low;
    }
}
