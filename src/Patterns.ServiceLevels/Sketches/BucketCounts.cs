namespace Patterns.ServiceLevels.Sketches;

/// <summary>Counts of neighbouring buckets, in an array that grows to both sides.</summary>
internal sealed class BucketCounts
{
    private long[] _counts = [];
    private int _first;

    public long Total { get; private set; }

    private int Lowest => _first + Array.FindIndex(_counts, static count => count > 0);

    private int Highest => _first + Array.FindLastIndex(_counts, static count => count > 0);

    public bool Fits(int index, int most)
        => (uint)(index - _first) < (uint)_counts.Length || Total == 0 || (long)Math.Max(index, Highest) - Math.Min(index, Lowest) < most;

    public void Add(int index, long count)
    {
        if ((uint)(index - _first) >= (uint)_counts.Length)
        {
            Grow(index);
        }

        _counts[index - _first] += count;
        Total = checked(Total + count);
    }

    /// <summary>The bucket that holds the value of a rank, 1 for the smallest.</summary>
    public int IndexOfRank(long rank)
    {
        var place = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[place])
        {
            place++;
        }

        return _first + place;
    }

    public IEnumerable<(int Index, long Count)> NonEmpty()
        => _counts.Select((count, place) => (Index: _first + place, Count: count)).Where(static bucket => bucket.Count > 0);

    public void ScaleDown(int steps)
    {
        var buckets = NonEmpty().ToList();
        (_counts, _first, Total) = ([], 0, 0);
        foreach (var (index, count) in buckets)
        {
            Add(index >> steps, count);
        }
    }

    private void Grow(int index)
    {
        if (Total == 0)
        {
            (_counts, _first) = (new long[16], index - 8);
            return;
        }

        var (low, high) = (Math.Min(Lowest, index), Math.Max(Highest, index));
        var spare = Math.Min(64, (high - low + 1) / 2) + 4;
        var longer = new long[high - low + 1 + (2 * spare)];
        var first = low - spare;
        foreach (var (place, count) in NonEmpty())
        {
            longer[place - first] = count;
        }

        (_counts, _first) = (longer, first);
    }
}
