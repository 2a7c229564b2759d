namespace Patterns.Updates.Segments;

/// <summary>Where in a segment some of its batches begin: sparse, in memory, by sequence and by time. Thread safe.</summary>
internal sealed class SegmentIndex
{
    private const int Spacing = 32 << 10;

    private readonly List<Entry> _entries = [];

    /// <summary>Takes note of a batch if the last one noted lies far enough before it.</summary>
    public void Add(long position, long firstSequence, long appendedTicks)
    {
        lock (_entries)
        {
            if (_entries.Count == 0 || position >= _entries[^1].Position + Spacing)
            {
                _entries.Add(new Entry(position, firstSequence, appendedTicks));
            }
        }
    }

    /// <summary>Where to begin to look for a sequence.</summary>
    public (long Position, long FirstSequence)? Before(long sequence) => Last(entry => entry.FirstSequence <= sequence);

    /// <summary>Where to begin to look for the first batch that was appended at a time or later.</summary>
    public (long Position, long FirstSequence)? BeforeTime(long ticks) => Last(entry => entry.AppendedTicks < ticks);

    private (long Position, long FirstSequence)? Last(Predicate<Entry> isBefore)
    {
        lock (_entries)
        {
            int low = 0, high = _entries.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = isBefore(_entries[middle]) ? (middle + 1, high) : (low, middle);
            }

            return low == 0 ? null : (_entries[low - 1].Position, _entries[low - 1].FirstSequence);
        }
    }

    private readonly record struct Entry(long Position, long FirstSequence, long AppendedTicks);
}
