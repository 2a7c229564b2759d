using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Batches;

/// <summary>Where each run of equal codes ends, counted in rows from the first one of a column. The default knows of no runs.</summary>
/// <param name="Ends">Ascending row numbers, each the one behind a run; null for no runs.</param>
/// <param name="Count">Number of runs.</param>
internal readonly record struct CodeRuns(ColumnBuffer? Ends, int Count)
{
    public ReadOnlySpan<int> Span => Ends is null ? [] : Ends.Span<int>(Count);

    /// <summary>The run that holds a row.</summary>
    public static int IndexOf(ReadOnlySpan<int> ends, int row)
    {
        var index = ends.BinarySearch(row + 1);
        return index < 0 ? ~index : index;
    }

    public CodeRuns Share() => this with { Ends = Ends?.Retain() };

    /// <summary>The runs of some of the rows.</summary>
    public CodeRuns Slice(int start, int length)
    {
        if (Count == 0 || length == 0)
        {
            return default;
        }

        var all = Span;
        if (start == 0 && all[^1] == length)
        {
            return Share();
        }

        var first = IndexOf(all, start);
        var count = IndexOf(all, start + length - 1) - first + 1;
        var ends = ColumnBuffer.Rent<int>(count);
        var sliced = ends.Span<int>(count);
        for (var run = 0; run < sliced.Length; run++)
        {
            sliced[run] = Math.Min(all[first + run] - start, length);
        }

        return new CodeRuns(ends, count);
    }

    public void Release() => Ends?.Release();
}
