using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>
/// Which groups had a value that is not null. As long as no null arrives, a group is seen as soon as it exists, and a number is all that is kept.
/// </summary>
internal sealed class SeenGroups : IDisposable
{
    private readonly GroupValues<bool> _seen = new(false);
    private bool _isTracking;
    private int _seenBefore;
    private int _groupCount;

    public void Resize(int groupCount)
    {
        _groupCount = groupCount;
        if (_isTracking)
        {
            _seen.Resize(groupCount);
        }
    }

    /// <summary>Takes note of rows. Every group is given the rows that created it before any later group is created.</summary>
    public void Add(Column column, int start, ReadOnlySpan<int> groups)
    {
        if (column.NullCount == 0 && !_isTracking)
        {
            _seenBefore = _groupCount;
            return;
        }

        Track();
        var seen = _seen.Span;
        if (column.NullCount == 0)
        {
            foreach (var group in groups)
            {
                seen[group] = true;
            }

            return;
        }

        var validity = column.ValidityWords;
        for (var index = 0; index < groups.Length; index++)
        {
            seen[groups[index]] |= Bitmap.Get(validity, start + index);
        }
    }

    /// <summary>Takes note of rows of group 0 of which none is null.</summary>
    public void AddFirst()
    {
        if (_isTracking)
        {
            _seen[0] = true;
        }
        else
        {
            _seenBefore = _groupCount;
        }
    }

    public void Merge(SeenGroups other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        if (from.Length == 0)
        {
            return;
        }

        if (!_isTracking && !other._isTracking && other._seenBefore == other._groupCount)
        {
            _seenBefore = _groupCount;
            return;
        }

        Track();
        var seen = _seen.Span;
        for (var index = 0; index < from.Length; index++)
        {
            seen[to[index]] |= other.Contains(from[index]);
        }
    }

    public bool Contains(int group) => _isTracking ? _seen[group] : group < _seenBefore;

    /// <summary>Nulls for the groups that were not seen.</summary>
    public Validity Build()
    {
        if (!_isTracking && _seenBefore >= _groupCount)
        {
            return default;
        }

        using var validity = new ValidityBuilder();
        for (var group = 0; group < _groupCount; group++)
        {
            validity.Append(Contains(group));
        }

        return validity.Detach();
    }

    public void Dispose() => _seen.Dispose();

    private void Track()
    {
        if (!_isTracking)
        {
            _isTracking = true;
            _seen.Resize(_groupCount);
            _seen.Span[.._seenBefore].Fill(true);
        }
    }
}
