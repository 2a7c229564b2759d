using Patterns.Columnar.Kernels;
using Patterns.Columnar.Sorting.Keys;

namespace Patterns.Columnar.Sorting;

/// <summary>Computes in which order rows stand. Rows with equal keys keep their order.</summary>
internal static class RowOrder
{
    /// <summary>The 0-based rows in order.</summary>
    /// <param name="keys">The keys, the most important first.</param>
    /// <param name="rowCount">The number of rows.</param>
    public static int[] Compute(ReadOnlySpan<SortKey> keys, int rowCount)
    {
        var rows = new int[rowCount];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        var words = new ulong[rowCount];
        var spareWords = new ulong[rowCount];
        var spareRows = new int[rowCount];
        var open = new Stack<EqualRows>();
        open.Push(new EqualRows(0, rowCount, 0, 0));

        // A stack of our own: texts with a long common beginning have as many levels as it has words.
        while (open.TryPop(out var range) && range.Key < keys.Length)
        {
            var rangeWords = words.AsSpan(range.Start, range.Count);
            var rangeRows = rows.AsSpan(range.Start, range.Count);
            keys[range.Key].Encode(rangeRows, range.Level, rangeWords);
            RadixSort.Sort(rangeWords, rangeRows, spareWords, spareRows);
            PushEqual(keys, range, rangeWords, open);
        }

        return rows;
    }

    private static void PushEqual(ReadOnlySpan<SortKey> keys, EqualRows range, ReadOnlySpan<ulong> words, Stack<EqualRows> open)
    {
        for (var start = 0; start < words.Length;)
        {
            var word = words[start];
            var end = start + 1;
            while (end < words.Length && words[end] == word)
            {
                end++;
            }

            if (end - start > 1)
            {
                var next = keys[range.Key].Continues(word, range.Level)
                    ? new EqualRows(range.Start + start, end - start, range.Key, range.Level + 1)
                    : new EqualRows(range.Start + start, end - start, range.Key + 1, 0);
                if (next.Key < keys.Length)
                {
                    open.Push(next);
                }
            }

            start = end;
        }
    }

    /// <summary>Rows that are equal so far and where they may differ next.</summary>
    private readonly record struct EqualRows(int Start, int Count, int Key, int Level);
}
