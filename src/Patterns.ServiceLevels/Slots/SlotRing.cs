namespace Patterns.ServiceLevels.Slots;

/// <summary>
/// The counts of the last so many minutes, in blocks: sums per block, the newest block as it is, older ones packed. A sum over any range reads the sums of
/// whole blocks and unpacks at most the two at its ends. Slots are numbered by minutes since year 1 UTC. Not safe for use by several threads at once.
/// </summary>
internal sealed class SlotRing
{
    /// <summary>Slots per block.</summary>
    public const int BlockLength = 256;

    private readonly EventCounts[] _open = new EventCounts[BlockLength];
    private long[] _good;
    private long[] _bad;
    private short[] _withData;
    private PackedSlots[] _packed;
    private long _newestBlock = -1;
    private long _openGood;
    private long _openBad;
    private short _openWithData;

    /// <param name="slots">Slots to keep.</param>
    /// <param name="shift">Slots by which blocks begin earlier, less than a block's: rings with different ones close their blocks at different times.</param>
    public SlotRing(int slots, int shift = 0)
    {
        Capacity = slots;
        Shift = shift;
        var blocks = BlocksFor(slots);
        _good = new long[blocks];
        _bad = new long[blocks];
        _withData = new short[blocks];
        _packed = new PackedSlots[blocks];
    }

    /// <summary>Slots that are kept at least, counted back from the newest.</summary>
    public int Capacity { get; private set; }

    /// <summary>Slots by which blocks begin earlier than at whole multiples of their length.</summary>
    public int Shift { get; }

    /// <summary>The newest slot, or -1 when there is none yet.</summary>
    public long Newest { get; private set; } = -1;

    /// <summary>The first slot that ever held something, or -1 when none did.</summary>
    public long First { get; private set; } = -1;

    /// <summary>The oldest slot that can be read and written.</summary>
    public long Oldest => Newest < 0 ? 0 : OldestAt(Newest);

    /// <summary>The oldest slot that changed since <see cref="Saved"/>; the largest number when none did.</summary>
    public long DirtyFrom { get; private set; } = long.MaxValue;

    /// <summary>Raised by one whenever a slot before the newest one changes, so that what was derived of it is derived again.</summary>
    public long PastVersion { get; private set; }

    /// <summary>The oldest slot that can be read and written when another one is the newest.</summary>
    public long OldestAt(long newest) => Math.Max(0, StartOfBlock(BlockOf(newest) - _good.Length + 1));

    public static long SlotOf(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerMinute;

    public static DateTimeOffset StartOf(long slot) => new(slot * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    public void MoveTo(long slot)
    {
        if (slot <= Newest)
        {
            return;
        }

        var block = BlockOf(slot);
        if (block != _newestBlock)
        {
            OpenBlock(block);
        }

        Newest = slot;
    }

    /// <summary>Adds to a slot; one after the newest becomes the newest.</summary>
    /// <returns>False when the slot is older than what is kept.</returns>
    public bool Add(long slot, EventCounts counts)
    {
        if (BlockOf(slot) != _newestBlock && slot < Oldest)
        {
            return false;
        }

        if (!counts.IsEmpty)
        {
            Set(slot, this[slot] + counts);
        }

        return true;
    }

    /// <summary>Replaces a slot that is kept; one after the newest becomes the newest.</summary>
    public void Set(long slot, EventCounts counts)
    {
        MoveTo(slot);
        var block = BlockOf(slot);
        if (block == _newestBlock)
        {
            ref var open = ref _open[IndexOf(slot)];
            Replace(ref _openGood, ref _openBad, ref _openWithData, ref open, counts);
        }
        else
        {
            var place = Place(block);
            var slots = new EventCounts[BlockLength];
            _packed[place].Unpack(0, slots);
            Replace(ref _good[place], ref _bad[place], ref _withData[place], ref slots[IndexOf(slot)], counts);
            _packed[place] = PackedSlots.Pack(slots);
        }

        First = counts.IsEmpty ? First : First < 0 ? slot : Math.Min(First, slot);
        PastVersion += slot < Newest ? 1 : 0;
        DirtyFrom = Math.Min(DirtyFrom, slot);
    }

    /// <summary>Says that slots before this one are in safety.</summary>
    public void Saved(long end) => DirtyFrom = end > Newest ? long.MaxValue : end;

    /// <summary>Says that slots from this one on are not in safety after all.</summary>
    public void NotSaved(long from) => DirtyFrom = Math.Min(DirtyFrom, from);

    public EventCounts this[long slot]
    {
        get
        {
            var block = BlockOf(slot);
            return block == _newestBlock ? _open[IndexOf(slot)]
                : slot < Oldest || slot > Newest ? default
                : _packed[Place(block)][IndexOf(slot)];
        }
    }

    /// <summary>The counts of the slots from <paramref name="from"/> up to, but not including, <paramref name="end"/>.</summary>
    public EventCounts Sum(long from, long end)
    {
        from = Math.Max(from, Oldest);
        end = Math.Min(end, Newest + 1);
        if (from >= end)
        {
            return default;
        }

        var (first, last) = (BlockOf(from), BlockOf(end - 1));
        if (first == last)
        {
            return SumWithin(first, IndexOf(from), (int)(end - from));
        }

        var sum = SumWithin(first, IndexOf(from), BlockLength - IndexOf(from)) + SumWithin(last, 0, IndexOf(end - 1) + 1);
        var (good, bad) = (sum.Good, sum.Bad);
        var place = Place(first);
        for (var whole = last - first - 1; whole > 0; whole--)
        {
            place = place + 1 == _good.Length ? 0 : place + 1;
            good += _good[place];
            bad += _bad[place];
        }

        return Both(good, bad);
    }

    /// <summary>How many slots of a range have events.</summary>
    public long CountWithData(long from, long end)
    {
        from = Math.Max(from, Oldest);
        end = Math.Min(end, Newest + 1);
        var count = 0L;
        while (from < end)
        {
            var block = BlockOf(from);
            var stop = Math.Min(end, StartOfBlock(block + 1));
            if (stop - from == BlockLength)
            {
                count += WithData(block);
            }
            else if (WithData(block) > 0)
            {
                for (var slot = from; slot < stop; slot++)
                {
                    count += this[slot].IsEmpty ? 0 : 1;
                }
            }

            from = stop;
        }

        return count;
    }

    /// <summary>Brings the ring's own fields to the cache; the number means nothing.</summary>
    public long Fetch() => _open.Length + _openGood + Newest;

    /// <summary>Brings a slot of the newest block to the cache; the number means nothing.</summary>
    public long Fetch(long slot) => _open[IndexOf(slot)].Total;

    /// <summary>Copies a range; slots that are not kept are empty.</summary>
    public EventCounts[] Copy(long from, long end)
    {
        var slots = new EventCounts[Math.Max(0, end - from)];
        CopyTo(from, slots);
        return slots;
    }

    /// <summary>Copies the slots from one on; those that are not kept are empty.</summary>
    public void CopyTo(long from, Span<EventCounts> slots)
    {
        var end = Math.Min(from + slots.Length, Newest + 1);
        if (from < Oldest || end < from + slots.Length)
        {
            slots.Clear();
        }

        for (var slot = Math.Max(from, Oldest); slot < end;)
        {
            var block = BlockOf(slot);
            var stop = Math.Min(end, StartOfBlock(block + 1));
            var index = IndexOf(slot);
            var part = slots[(int)(slot - from)..(int)(stop - from)];
            Read(block, index, part);
            slot = stop;
        }
    }

    /// <summary>Keeps more slots from now on.</summary>
    public void Grow(int slots)
    {
        if (slots <= Capacity)
        {
            return;
        }

        Capacity = slots;
        var (good, bad, withData, packed, oldest) = (_good, _bad, _withData, _packed, BlockOf(Oldest));
        var blocks = BlocksFor(slots);
        (_good, _bad, _withData, _packed) = (new long[blocks], new long[blocks], new short[blocks], new PackedSlots[blocks]);
        for (var block = oldest; block <= _newestBlock; block++)
        {
            var (to, from) = (Place(block), (int)(block % good.Length));
            (_good[to], _bad[to], _withData[to], _packed[to]) = (good[from], bad[from], withData[from], packed[from]);
        }
    }

    // Two more than full blocks: the open one and the one of which only a part is still within the capacity.
    private static int BlocksFor(int slots) => ((slots + BlockLength - 1) / BlockLength) + 1;

    private long BlockOf(long slot) => (slot + Shift) / BlockLength;

    private int IndexOf(long slot) => (int)((slot + Shift) % BlockLength);

    private long StartOfBlock(long block) => (block * BlockLength) - Shift;

    private int Place(long block) => (int)(block % _good.Length);

    private EventCounts SumWithin(long block, int index, int length)
    {
        const int Part = 64;
        var isOpen = block == _newestBlock;
        if (length == BlockLength || (isOpen && index == 0 && StartOfBlock(block) + length > Newest))
        {
            return isOpen ? Both(_openGood, _openBad) : Both(_good[Place(block)], _bad[Place(block)]);
        }

        if (WithData(block) == 0)
        {
            return default;
        }

        var (good, bad) = (0L, 0L);
        Span<EventCounts> unpacked = stackalloc EventCounts[Part];
        for (var end = index + length; index < end; index += Part)
        {
            var part = unpacked[..Math.Min(Part, end - index)];
            Read(block, index, part);
            foreach (ref readonly var slot in part)
            {
                good += slot.Good;
                bad += slot.Bad;
            }
        }

        return Both(good, bad);
    }

    private void Read(long block, int index, Span<EventCounts> slots)
    {
        if (block == _newestBlock)
        {
            _open.AsSpan(index, slots.Length).CopyTo(slots);
        }
        else
        {
            _packed[Place(block)].Unpack(index, slots);
        }
    }

    private static EventCounts Both(long good, long bad) => new(good, checked(good + bad));

    private static void Replace(ref long good, ref long bad, ref short withData, ref EventCounts slot, EventCounts counts)
    {
        good = checked(good + counts.Good - slot.Good);
        bad = checked(bad + counts.Bad - slot.Bad);
        withData += (short)((counts.IsEmpty ? 0 : 1) - (slot.IsEmpty ? 0 : 1));
        slot = counts;
    }

    private short WithData(long block) => block == _newestBlock ? _openWithData : _withData[Place(block)];

    private void OpenBlock(long block)
    {
        if (_newestBlock >= 0)
        {
            var closed = Place(_newestBlock);
            (_good[closed], _bad[closed], _withData[closed], _packed[closed]) = (_openGood, _openBad, _openWithData, PackedSlots.Pack(_open));
            (_openGood, _openBad, _openWithData) = (0, 0, 0);
        }

        Array.Clear(_open);
        for (var cleared = Math.Max(_newestBlock + 1, block - _good.Length + 1); cleared <= block; cleared++)
        {
            var place = Place(cleared);
            (_good[place], _bad[place], _withData[place], _packed[place]) = (0, 0, 0, default);
        }

        _newestBlock = block;
    }
}
