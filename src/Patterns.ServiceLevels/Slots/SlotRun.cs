namespace Patterns.ServiceLevels.Slots;

/// <summary>Consecutive slots that all have events.</summary>
internal readonly record struct SlotRun(long First, EventCounts[] Slots)
{
    public static SlotRun[] Split(long first, EventCounts[] slots)
    {
        var runs = new List<SlotRun>();
        for (var start = 0; start < slots.Length;)
        {
            if (slots[start].IsEmpty)
            {
                start++;
                continue;
            }

            var end = start;
            while (end < slots.Length && !slots[end].IsEmpty)
            {
                end++;
            }

            runs.Add(new SlotRun(first + start, slots[start..end]));
            start = end;
        }

        return [.. runs];
    }
}
