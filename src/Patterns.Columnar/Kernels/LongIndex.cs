using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Patterns.Columnar.Kernels;

/// <summary>
/// Distinct 64-bit keys, numbered in the order in which they were first seen. Open addressing with linear probing; a slot holds the key beside
/// its number, so that a look-up touches one cache line.
/// </summary>
internal sealed class LongIndex
{
    // A table beyond this many slots (1 MiB) lives outside the second-level cache, where fetching ahead pays.
    private const int PrefetchSlots = 1 << 16;

    private Slot[] _slots = new Slot[64];
    private int _shift = 64 - 6;
    private int _used;

    /// <summary>The number that the next new key gets. May be moved on to leave a number out.</summary>
    public int NextId { get; set; }

    /// <summary>The number of a key, a new one when it is new.</summary>
    public int FindOrAdd(ulong key)
    {
        EnsureRoom(1);
        return Probe(_slots, SlotOf(key), key);
    }

    /// <summary>The numbers of keys; as <see cref="FindOrAdd(ulong)"/> for each in order.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="ids">As long as <paramref name="keys"/>.</param>
    public void FindOrAdd(ReadOnlySpan<ulong> keys, Span<int> ids)
    {
        EnsureRoom(keys.Length);
        ids = ids[..keys.Length];
        if (_slots.Length >= PrefetchSlots)
        {
            FindOrAddAhead(keys, ids);
            return;
        }

        var slots = _slots;
        for (var index = 0; index < keys.Length; index++)
        {
            ids[index] = Probe(slots, SlotOf(keys[index]), keys[index]);
        }
    }

    /// <summary>Enters a key that is known to be new under a number of the caller's choice.</summary>
    public void Add(ulong key, int id)
    {
        EnsureRoom(1);
        Insert(_slots, key, id + 1);
        _used++;
    }

    private void FindOrAddAhead(ReadOnlySpan<ulong> keys, Span<int> ids)
    {
        const int Ahead = 16;
        var slots = _slots;
        for (var index = 0; index < keys.Length; index++)
        {
            if (index + Ahead < keys.Length)
            {
                Prefetch(slots, SlotOf(keys[index + Ahead]));
            }

            ids[index] = Probe(slots, SlotOf(keys[index]), keys[index]);
        }
    }

    /// <summary>Asks for a cache line; harmless even if the collector moves the array meanwhile, for nothing is read through the address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(Slot[] slots, int slot)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(slots), slot)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Probe(Slot[] slots, int slot, ulong key)
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
        if ((_used + count) * 2L <= _slots.Length)
        {
            return;
        }

        var old = _slots;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(old.Length * 2, (_used + count) * 2));
        _shift = 64 - BitOperations.Log2((uint)size);
        var slots = new Slot[size];
        foreach (ref var entry in old.AsSpan())
        {
            if (entry.Number != 0)
            {
                Insert(slots, entry.Key, entry.Number);
            }
        }

        _slots = slots;
    }

    private void Insert(Slot[] slots, ulong key, int number)
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
