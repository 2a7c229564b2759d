using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Patterns.Columnar.Memory;
using Patterns.Columnar.Parquet.Encodings;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The distinct texts of a column chunk in the order of their first use.</summary>
internal sealed class BinaryDictionary : IDisposable
{
    private const int FirstSlotCount = 1024;

    // Texts up to this length are told apart by their key and length alone.
    private const int ShortLength = sizeof(ulong);

    // The process's seed: nobody can choose texts whose hashes collide.
    private static readonly ulong Seed = (ulong)HashCode.Combine(0) << 32 | (uint)HashCode.Combine(1);

    private readonly BufferBuilder<int> _ends = new();
    private readonly BufferBuilder<Key> _keys = new();
    private readonly BufferBuilder<byte> _bytes = new();

    // Code + 1 of the text in a slot, or 0; at most half of the slots are taken.
    private readonly BufferBuilder<int> _slots = new();

    public int Count => _ends.Count;

    public int ByteCount => _bytes.Count;

    /// <summary>The texts in the order of their codes.</summary>
    public BinaryValues Values => new(_ends.Span, 0, _bytes.Span);

    /// <summary>The code of a text, which is added if it is new.</summary>
    public int Code(ReadOnlySpan<byte> text) => Code(text, Key.Of(text));

    /// <summary>Sets the code of each text; those that are new are added.</summary>
    public void Encode(BinaryValues texts, Span<int> codes)
    {
        for (var index = 0; (index = EncodeKnown(texts, codes, index)) < codes.Length; index++)
        {
            codes[index] = Add(texts[index], Key.Of(texts, index));
        }
    }

    public void Clear()
    {
        _ends.Truncate(0);
        _keys.Truncate(0);
        _bytes.Truncate(0);
        _slots.Span.Clear();
    }

    public void Dispose()
    {
        _ends.Dispose();
        _keys.Dispose();
        _bytes.Dispose();
        _slots.Dispose();
    }

    /// <summary>Sets the codes of texts from a position on, up to the first text that is new, and returns where that is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int EncodeKnown(BinaryValues texts, Span<int> codes, int index)
    {
        var slots = _slots.Span;
        var keys = _keys.Span;
        var known = Values;
        for (; index < codes.Length; index++)
        {
            var key = Key.Of(texts, index);
            var code = Find(slots, keys, key);
            while (code >= 0 && key.Length > ShortLength && !known[code].SequenceEqual(texts[index]))
            {
                code = FindNext(slots, keys, key, code);
            }

            if (code < 0)
            {
                break;
            }

            codes[index] = code;
        }

        return index;
    }

    private int Code(ReadOnlySpan<byte> text, Key key)
    {
        var code = Find(_slots.Span, _keys.Span, key);
        while (code >= 0 && key.Length > ShortLength && !Values[code].SequenceEqual(text))
        {
            code = FindNext(_slots.Span, _keys.Span, key, code);
        }

        return code >= 0 ? code : Add(text, key);
    }

    /// <summary>The first code of a key, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Find(ReadOnlySpan<int> slots, ReadOnlySpan<Key> keys, Key key)
    {
        var mask = slots.Length - 1;
        if (mask >= 0)
        {
            for (var slot = key.Slot & mask; slots[slot] != 0; slot = (slot + 1) & mask)
            {
                if (keys[slots[slot] - 1] == key)
                {
                    return slots[slot] - 1;
                }
            }
        }

        return -1;
    }

    /// <summary>The code of a key that was found behind another one, or -1: two long texts have one hash.</summary>
    private static int FindNext(ReadOnlySpan<int> slots, ReadOnlySpan<Key> keys, Key key, int code)
    {
        var mask = slots.Length - 1;
        var isBehind = false;
        for (var slot = key.Slot & mask; slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (isBehind && keys[slots[slot] - 1] == key)
            {
                return slots[slot] - 1;
            }

            isBehind |= slots[slot] - 1 == code;
        }

        return -1;
    }

    private int Add(ReadOnlySpan<byte> text, Key key)
    {
        _bytes.Append(text);
        _ends.Append(_bytes.Count);
        _keys.Append(key);
        if (Count * 2 > _slots.Count)
        {
            Grow();
        }
        else
        {
            Place(key, Count);
        }

        return Count - 1;
    }

    private void Grow()
    {
        var count = Math.Max(FirstSlotCount, _slots.Count * 2);
        _slots.Truncate(0);
        _slots.Reserve(count).Clear();
        var keys = _keys.Span;
        for (var code = 0; code < keys.Length; code++)
        {
            Place(keys[code], code + 1);
        }
    }

    private void Place(Key key, int content)
    {
        var slots = _slots.Span;
        var mask = slots.Length - 1;
        var slot = key.Slot & mask;
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        slots[slot] = content;
    }

    /// <summary>What a text is looked up by.</summary>
    /// <param name="Content">The bytes of a short text as of <see cref="BinaryValues.Prefix"/>, a hash of a longer one.</param>
    /// <param name="Length">Bytes of the text.</param>
    private readonly record struct Key(ulong Content, int Length)
    {
        public int Slot
        {
            get
            {
                var mixed = Fold(Content ^ Seed, 0xE7037ED1A0B428DB + (ulong)Length);
                return (int)(mixed ^ mixed >> 32);
            }
        }

        /// <summary>The key of one of several texts.</summary>
        public static Key Of(BinaryValues texts, int index)
        {
            var text = texts[index];
            return text.Length <= ShortLength ? new Key(texts.Prefix(index), text.Length) : Of(text);
        }

        public static Key Of(ReadOnlySpan<byte> text)
        {
            if (text.Length <= ShortLength)
            {
                return new Key(new BinaryValues([text.Length], 0, text).Prefix(0), text.Length);
            }

            var state = Seed;
            var rest = text;
            while (rest.Length > sizeof(ulong))
            {
                state = Fold(state ^ MemoryMarshal.Read<ulong>(rest), 0xA0761D6478BD642F);
                rest = rest[sizeof(ulong)..];
            }

            // The last eight bytes overlap those before them.
            return new Key(Fold(state ^ MemoryMarshal.Read<ulong>(text[^sizeof(ulong)..]), 0x8EBC6AF09C88C6E3), text.Length);
        }

        private static ulong Fold(ulong state, ulong multiplier)
        {
            var high = Math.BigMul(state, multiplier, out var low);
            return BitOperations.RotateLeft(high, 7) ^ low;
        }
    }
}
