using System.Numerics;
using System.Runtime.InteropServices;
using Patterns.Columnar.Expressions.Evaluation;

namespace Patterns.Columnar.Parquet.Reading;

/// <summary>The selected rows of a batch as runs of neighbours, for readers that pass over what lies between.</summary>
internal sealed class SelectedRuns
{
    // A run costs about as much as decoding this many values.
    private const int RowsPerRun = 24;

    private readonly List<(int Start, int End)> _runs = [];

    public ReadOnlySpan<(int Start, int End)> Runs => CollectionsMarshal.AsSpan(_runs);

    /// <summary>Rows in all runs.</summary>
    public int Count { get; private set; }

    /// <summary>Finds the runs; false when they are so many that reading everything costs less.</summary>
    public bool TryFind(Selection rows)
    {
        _runs.Clear();
        Count = rows.Count;
        if (rows.IsAll)
        {
            return false;
        }

        var words = rows.Words;
        var most = rows.Length / RowsPerRun;
        for (var start = Next(words, 0, ones: true); start < rows.Length; start = Next(words, _runs[^1].End, ones: true))
        {
            if (_runs.Count == most)
            {
                return false;
            }

            _runs.Add((start, Math.Min(rows.Length, Next(words, start, ones: false))));
        }

        return true;
    }

    /// <summary>The first bit from a position on that is one or zero; behind the last word when there is none.</summary>
    private static int Next(ReadOnlySpan<ulong> words, int position, bool ones)
    {
        var index = position >> 6;
        if (index >= words.Length)
        {
            return position;
        }

        var word = (ones ? words[index] : ~words[index]) & ulong.MaxValue << position;
        while (word == 0)
        {
            if (++index == words.Length)
            {
                return words.Length << 6;
            }

            word = ones ? words[index] : ~words[index];
        }

        return (index << 6) + BitOperations.TrailingZeroCount(word);
    }
}
