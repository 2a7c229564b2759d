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
    public long Oldest => Newest < 0 ? 0 : OldestAt(Newest);

    /// <summary>The oldest slot that changed since <see cref="Saved"/>; the largest number when none did.</summary>
    public long DirtyFrom { get; private set; } = long.MaxValue;

    /// <summary>Raised by one whenever a slot before the newest one changes, so that what was derived of it is derived again.</summary>
    public long PastVersion { get; private set; }

    /// <summary>The oldest slot that can be read and written when another one is the newest.</summary>
    public long OldestAt(long newest) => Math.Max(0, ((newest / BlockLength) - _good.Length + 1) * BlockLength);

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
        if (slot / BlockLength != _newestBlock && slot < Oldest)
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
        var block = slot / BlockLength;
        if (block == _newestBlock)
        {
            ref var open = ref _open[(int)(slot % BlockLength)];
            Replace(ref _openGood, ref _openBad, ref _openWithData, ref open, counts);
        }
        else
        {
            var place = Place(block);
            var slots = new EventCounts[BlockLength];
            _packed[place].Unpack(0, slots);
            Replace(ref _good[place], ref _bad[place], ref _withData[place], ref slots[slot % BlockLength], counts);
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
            return block == _newestBlock ? _open[slot % BlockLength]
                : slot < Oldest || slot > Newest ? default
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
            if (stop - from == BlockLength || (block == _newestBlock && from % BlockLength == 0 && stop > Newest))
            {
                good += block == _newestBlock ? _openGood : _good[Place(block)];
                bad += block == _newestBlock ? _openBad : _bad[Place(block)];
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
        slots.Clear();
        var end = Math.Min(from + slots.Length, Newest + 1);
        for (var slot = Math.Max(from, Oldest); slot < end;)
        {
            var block = slot / BlockLength;
            var stop = Math.Min(end, (block + 1) * BlockLength);
            var index = (int)(slot % BlockLength);
            var part = slots[(int)(slot - from)..(int)(stop - from)];
            if (block == _newestBlock)
            {
                _open.AsSpan(index, part.Length).CopyTo(part);
            }
            else if (WithData(block) > 0)
            {
                _packed[Place(block)].Unpack(index, part);
            }

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
        var (good, bad) = (0L, 0L);
        if (WithData(block) > 0)
        {
            ref readonly var packed = ref _packed[Place(block)];
            for (var end = index + length; index < end; index++)
            {
                var slot = block == _newestBlock ? _open[index] : packed[index];
                good += slot.Good;
                bad += slot.Bad;
            }
        }

        return new EventCounts(good, checked(good + bad));
    }

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
