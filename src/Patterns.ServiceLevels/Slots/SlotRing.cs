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

    public SlotRing(int slots)
    {
        Capacity = slots;
        var blocks = BlocksFor(slots);
        _good = new long[blocks];
        _bad = new long[blocks];
        _withData = new short[blocks];
        _packed = new PackedSlots[blocks];
    }

    /// <summary>Slots that are kept at least, counted back from the newest.</summary>
    public int Capacity { get; private set; }

    /// <summary>The newest slot, or -1 when there is none yet.</summary>
    public long Newest { get; private set; } = -1;

    /// <summary>The first slot that ever held something, or -1 when none did.</summary>
    public long First { get; private set; } = -1;

    /// <summary>The oldest slot that can be read and written.</summary>
    public long Oldest => Newest < 0 ? 0 : Math.Max(0, (_newestBlock - _good.Length + 1) * BlockLength);

    /// <summary>The oldest slot that changed since <see cref="Saved"/>; the largest number when none did.</summary>
    public long DirtyFrom { get; private set; } = long.MaxValue;

    /// <summary>Raised by one whenever a slot before the newest one changes, so that what was derived of it is derived again.</summary>
    public long PastVersion { get; private set; }

    public static long SlotOf(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerMinute;

    public static DateTimeOffset StartOf(long slot) => new(slot * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    public void MoveTo(long slot)
    {
        if (slot <= Newest)
        {
            return;
        }

        var block = slot / BlockLength;
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
        if (slot < Oldest)
        {
            return false;
        }

        if (counts.IsEmpty)
        {
            return true;
        }

        MoveTo(slot);
        Set(slot, this[slot] + counts);
        return true;
    }

    /// <summary>Replaces a slot that is kept.</summary>
    public void Set(long slot, EventCounts counts)
    {
        MoveTo(slot);
        var (block, index) = (slot / BlockLength, (int)(slot % BlockLength));
        Span<EventCounts> slots = _open;
        if (block != _newestBlock)
        {
            slots = new EventCounts[BlockLength];
            _packed[Place(block)].Unpack(slots);
        }

        var place = Place(block);
        var before = slots[index];
        _good[place] = checked(_good[place] + counts.Good - before.Good);
        _bad[place] = checked(_bad[place] + counts.Bad - before.Bad);
        _withData[place] += (short)((counts.IsEmpty ? 0 : 1) - (before.IsEmpty ? 0 : 1));
        slots[index] = counts;
        if (block != _newestBlock)
        {
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
            var block = slot / BlockLength;
            return slot < Oldest || slot > Newest ? default
                : block == _newestBlock ? _open[slot % BlockLength]
                : _packed[Place(block)][(int)(slot % BlockLength)];
        }
    }

    /// <summary>The counts of the slots from <paramref name="from"/> up to, but not including, <paramref name="end"/>.</summary>
    public EventCounts Sum(long from, long end)
    {
        from = Math.Max(from, Oldest);
        end = Math.Min(end, Newest + 1);
        var (good, bad) = (0L, 0L);
        while (from < end)
        {
            var block = from / BlockLength;
            var stop = Math.Min(end, (block + 1) * BlockLength);
            if (stop - from == BlockLength)
            {
                good += _good[Place(block)];
                bad += _bad[Place(block)];
            }
            else
            {
                var part = SumWithin(block, (int)(from % BlockLength), (int)(stop - from));
                good += part.Good;
                bad += part.Bad;
            }

            from = stop;
        }

        return new EventCounts(good, checked(good + bad));
    }

    /// <summary>How many slots of a range have events.</summary>
    public long CountWithData(long from, long end)
    {
        from = Math.Max(from, Oldest);
        end = Math.Min(end, Newest + 1);
        var count = 0L;
        while (from < end)
        {
            var block = from / BlockLength;
            var stop = Math.Min(end, (block + 1) * BlockLength);
            if (stop - from == BlockLength)
            {
                count += _withData[Place(block)];
            }
            else if (_withData[Place(block)] > 0)
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

    /// <summary>Copies a range; slots that are not kept are empty.</summary>
    public EventCounts[] Copy(long from, long end)
    {
        var slots = new EventCounts[Math.Max(0, end - from)];
        for (var slot = Math.Max(from, Oldest); slot < Math.Min(end, Newest + 1); slot++)
        {
            slots[slot - from] = this[slot];
        }

        return slots;
    }

    /// <summary>Keeps more slots from now on.</summary>
    public void Grow(int slots)
    {
        if (slots <= Capacity)
        {
            return;
        }

        Capacity = slots;
        var (good, bad, withData, packed, oldest) = (_good, _bad, _withData, _packed, Oldest / BlockLength);
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

    private int Place(long block) => (int)(block % _good.Length);

    private EventCounts SumWithin(long block, int index, int length)
    {
        var place = Place(block);
        var (good, bad) = (0L, 0L);
        if (_withData[place] > 0)
        {
            ref readonly var packed = ref _packed[place];
            for (var end = index + length; index < end; index++)
            {
                var slot = block == _newestBlock ? _open[index] : packed[index];
                good += slot.Good;
                bad += slot.Bad;
            }
        }

        return new EventCounts(good, checked(good + bad));
    }

    private void OpenBlock(long block)
    {
        if (_newestBlock >= 0)
        {
            _packed[Place(_newestBlock)] = PackedSlots.Pack(_open);
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
