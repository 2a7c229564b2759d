using System.Numerics;
using System.Runtime.CompilerServices;
using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// Distinct 64-bit keys, numbered in the order in which they were first seen. Open addressing with linear probing; a slot holds the key beside
/// its number, so that a look-up touches one cache line.
/// </summary>
internal sealed class LongIndex : IDisposable
{
    // A table beyond this many slots (1 MiB) lives outside the second-level cache, where fetching ahead pays.
    private const int PrefetchSlots = 1 << 16;

    private ColumnBuffer _slots = ColumnBuffer.RentCleared<Slot>(64);
    private int _size = 64;
    private int _shift = 64 - 6;
    private int _used;

    /// <summary>The number that the next new key gets. May be moved on to leave a number out.</summary>
    public int NextId { get; set; }

    /// <summary>The number of a key, a new one when it is new.</summary>
    public int FindOrAdd(ulong key)
    {
        EnsureRoom(1);
        return Probe(Slots, SlotOf(key), key);
    }

    /// <summary>The numbers of keys; as <see cref="FindOrAdd(ulong)"/> for each in order.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="ids">As long as <paramref name="keys"/>.</param>
    public void FindOrAdd(ReadOnlySpan<ulong> keys, Span<int> ids)
    {
        EnsureRoom(keys.Length);
        ids = ids[..keys.Length];
        if (_size >= PrefetchSlots)
        {
            FindOrAddAhead(keys, ids);
            return;
        }

        var slots = Slots;
        for (var index = 0; index < keys.Length; index++)
        {
            ids[index] = Probe(slots, SlotOf(keys[index]), keys[index]);
        }
    }

    /// <summary>The numbers of keys, -1 for a key that was never added. Safe for several threads while nothing is added.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="ids">As long as <paramref name="keys"/>.</param>
    public void Find(ReadOnlySpan<ulong> keys, Span<int> ids)
    {
        const int Ahead = 16;
        var slots = Slots;
        var isLarge = slots.Length >= PrefetchSlots;
        ids = ids[..keys.Length];
        for (var index = 0; index < keys.Length; index++)
        {
            if (isLarge && index + Ahead < keys.Length)
            {
                Prefetch.Line(slots, SlotOf(keys[index + Ahead]));
            }

            var key = keys[index];
            var slot = SlotOf(key);
            while (slots[slot].Number != 0 && slots[slot].Key != key)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            ids[index] = slots[slot].Number - 1;
        }
    }

    /// <summary>Enters a key that is known to be new under a number of the caller's choice.</summary>
    public void Add(ulong key, int id)
    {
        EnsureRoom(1);
        Insert(Slots, key, id + 1);
        _used++;
    }

    public void Dispose() => _slots.Release();

    private Span<Slot> Slots => _slots.Span<Slot>(_size);

    private void FindOrAddAhead(ReadOnlySpan<ulong> keys, Span<int> ids)
    {
        const int Ahead = 16;
        var slots = Slots;
        for (var index = 0; index < keys.Length; index++)
        {
            if (index + Ahead < keys.Length)
            {
                Prefetch.Line(slots, SlotOf(keys[index + Ahead]));
            }

            ids[index] = Probe(slots, SlotOf(keys[index]), keys[index]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Probe(Span<Slot> slots, int slot, ulong key)
    {
        while (true)
        {
            ref var entry = ref slots[slot];
            if (entry.Number == 0)
            {
                entry.Key = key;
                entry.Number = ++NextId;
                _used++;
                return NextId - 1;
            }

            if (entry.Key == key)
            {
                return entry.Number - 1;
            }

            slot = (slot + 1) & (slots.Length - 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(ulong key) => (int)(ByteHash.Mix(key) >> _shift);

    private void EnsureRoom(int count)
    {
        if ((_used + count) * 2L <= _size)
        {
            return;
        }

        var old = _slots;
        var oldSize = _size;
        _size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(_size * 2, (_used + count) * 2));
        _shift = 64 - BitOperations.Log2((uint)_size);
        _slots = ColumnBuffer.RentCleared<Slot>(_size);
        var slots = Slots;
        foreach (ref var entry in old.Span<Slot>(oldSize))
        {
            if (entry.Number != 0)
            {
                Insert(slots, entry.Key, entry.Number);
            }
        }

        old.Release();
    }

    private void Insert(Span<Slot> slots, ulong key, int number)
    {
        var slot = SlotOf(key);
        while (slots[slot].Number != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        slots[slot] = new Slot { Key = key, Number = number };
    }

    /// <summary>A key with its number plus one; zero marks a free slot.</summary>
    private struct Slot
    {
        public ulong Key;
        public int Number;
    }
}
