using System.Numerics;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// Distinct byte strings, numbered 0, 1, 2 … in the order in which they were first seen. Open addressing with linear probing; a slot holds the
/// upper half of the hash and the number, so that a string is compared only when 32 bits of its hash agree.
/// </summary>
internal sealed class ByteStringIndex : IDisposable
{
    private const ulong Salt = 0xFFFF_FFFF_0000_0000;

    // A table beyond this many slots (1 MiB) lives outside the second-level cache, where fetching ahead pays.
    private const int PrefetchSlots = 1 << 17;

    private readonly BufferBuilder<int> _offsets = new();
    private readonly BufferBuilder<byte> _bytes = new();
    private readonly ulong[] _hashes = new ulong[Chunk.Rows];
    private ColumnBuffer _slots = ColumnBuffer.RentCleared<ulong>(64);
    private int _size = 64;
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
    public int FindOrAdd(ReadOnlySpan<byte> value) => Probe(Slots, value, ByteHash.Compute(value), Offsets, Bytes);

    /// <summary>The numbers of strings laid out one after the other.</summary>
    /// <param name="offsets">One more offset than strings.</param>
    /// <param name="bytes">What they point into.</param>
    /// <param name="ids">Receives one number per string.</param>
    public void FindOrAdd(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, Span<int> ids)
    {
        for (var start = 0; start < ids.Length; start += Chunk.Rows)
        {
            var count = Math.Min(Chunk.Rows, ids.Length - start);
            FindOrAddChunk(offsets.Slice(start, count + 1), bytes, ids.Slice(start, count));
        }
    }

    /// <summary>The numbers of strings laid out one after the other, -1 for one that was never added. Safe for several threads while nothing is added.</summary>
    /// <param name="offsets">One more offset than strings.</param>
    /// <param name="bytes">What they point into.</param>
    /// <param name="ids">Receives one number per string.</param>
    public void Find(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, Span<int> ids)
    {
        Span<ulong> hashes = stackalloc ulong[Chunk.Rows];
        for (var start = 0; start < ids.Length; start += Chunk.Rows)
        {
            var count = Math.Min(Chunk.Rows, ids.Length - start);
            FindChunk(offsets.Slice(start, count + 1), bytes, hashes[..count], ids.Slice(start, count));
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
        _slots.Release();
    }

    private Span<ulong> Slots => _slots.Span<ulong>(_size);

    private void FindChunk(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, Span<ulong> hashes, Span<int> ids)
    {
        for (var index = 0; index < hashes.Length; index++)
        {
            hashes[index] = ByteHash.Compute(bytes[offsets[index]..offsets[index + 1]]);
        }

        if (_size >= PrefetchSlots)
        {
            FetchAhead(hashes, ids);
        }

        var slots = Slots;
        var knownOffsets = Offsets;
        var knownBytes = Bytes;
        for (var index = 0; index < hashes.Length; index++)
        {
            var value = bytes[offsets[index]..offsets[index + 1]];
            var slot = (int)(hashes[index] >> _shift);
            var found = -1;
            for (var entry = slots[slot]; entry != 0 && found < 0; slot = (slot + 1) & (slots.Length - 1), entry = slots[slot])
            {
                var id = (int)(uint)entry - 1;
                if (((entry ^ hashes[index]) & Salt) == 0 && knownBytes[knownOffsets[id]..knownOffsets[id + 1]].SequenceEqual(value))
                {
                    found = id;
                }
            }

            ids[index] = found;
        }
    }

    private void FindOrAddChunk(ReadOnlySpan<int> offsets, ReadOnlySpan<byte> bytes, Span<int> ids)
    {
        var hashes = _hashes.AsSpan(0, ids.Length);
        for (var index = 0; index < hashes.Length; index++)
        {
            hashes[index] = ByteHash.Compute(bytes[offsets[index]..offsets[index + 1]]);
        }

        if (_size >= PrefetchSlots)
        {
            FetchAhead(hashes, ids);
        }

        var slots = Slots;
        var knownOffsets = Offsets;
        var knownBytes = Bytes;
        for (var index = 0; index < hashes.Length; index++)
        {
            var count = Count;
            ids[index] = Probe(slots, bytes[offsets[index]..offsets[index + 1]], hashes[index], knownOffsets, knownBytes);
            if (Count != count)
            {
                slots = Slots;
                knownOffsets = Offsets;
                knownBytes = Bytes;
            }
        }
    }

    private int Probe(
        Span<ulong> slots, ReadOnlySpan<byte> value, ulong hash, ReadOnlySpan<int> knownOffsets, ReadOnlySpan<byte> knownBytes)
    {
        var slot = (int)(hash >> _shift);
        while (true)
        {
            var entry = slots[slot];
            if (entry == 0)
            {
                return Add(value, hash & Salt, slot);
            }

            var id = (int)(uint)entry - 1;
            if (((entry ^ hash) & Salt) == 0 && knownBytes[knownOffsets[id]..knownOffsets[id + 1]].SequenceEqual(value))
            {
                return id;
            }

            slot = (slot + 1) & (slots.Length - 1);
        }
    }

    /// <summary>
    /// Brings what a look-up reads one after the other (the slot, the offset, the bytes) into cache for all strings of a chunk at a time, so that
    /// the waits for memory overlap.
    /// </summary>
    private void FetchAhead(ReadOnlySpan<ulong> hashes, Span<int> candidates)
    {
        var slots = Slots;
        var shift = _shift;
        foreach (var hash in hashes)
        {
            Prefetch.Line(slots, (int)(hash >> shift));
        }

        var offsets = _offsets.Span;
        for (var index = 0; index < hashes.Length; index++)
        {
            candidates[index] = Math.Max(0, (int)(uint)slots[(int)(hashes[index] >> shift)] - 1);
            Prefetch.Line(offsets, candidates[index]);
        }

        var bytes = _bytes.Span;
        foreach (var candidate in candidates)
        {
            Prefetch.Line(bytes, offsets[candidate]);
        }
    }

    private int Add(ReadOnlySpan<byte> value, ulong salt, int slot)
    {
        _bytes.Append(value);
        _offsets.Append(_bytes.Count);
        Slots[slot] = salt | (uint)(Count + 1);
        if (++Count > _size / 2)
        {
            Grow();
        }

        return Count - 1;
    }

    private void Grow()
    {
        var old = _slots;
        var oldSize = _size;
        _size *= 4;
        _shift = 64 - BitOperations.Log2((uint)_size);
        _slots = ColumnBuffer.RentCleared<ulong>(_size);
        var slots = Slots;
        foreach (var entry in old.Span<ulong>(oldSize))
        {
            if (entry != 0)
            {
                var slot = (int)((entry & Salt) >> _shift);
                while (slots[slot] != 0)
                {
                    slot = (slot + 1) & (slots.Length - 1);
                }

                slots[slot] = entry;
            }
        }

        old.Release();
    }
}
