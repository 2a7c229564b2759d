namespace Patterns.Columnar.Parquet.Reading;

/// <summary>Rows of a row group as half-open ranges in ascending order that do not touch.</summary>
internal sealed class RowRanges
{
    private readonly List<(long Start, long End)> _ranges = [];

    public int Count => _ranges.Count;

    public (long Start, long End) this[int index] => _ranges[index];

    public static RowRanges All(long rowCount)
    {
        var ranges = new RowRanges();
        ranges.Add(0, rowCount);
        return ranges;
    }

    /// <summary>Whether these are all rows from the first one on.</summary>
    public bool Cover(long rowCount) => rowCount == 0 || (Count == 1 && _ranges[0] == (0, rowCount));

    /// <summary>Adds rows behind all others.</summary>
    public void Add(long start, long end)
    {
        if (start == end)
        {
            return;
        }

        if (_ranges is [.., var last] && last.End == start)
        {
            _ranges[^1] = (last.Start, end);
        }
        else
        {
            _ranges.Add((start, end));
        }
    }
}
