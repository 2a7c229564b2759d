using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Sorting.Keys;

namespace Patterns.Columnar.Sorting;

/// <summary>The last row wanted so far, as the words that it is compared by, and the search for rows that stand before it.</summary>
internal sealed class RowLimit
{
    // From one tied row in so many on, encoding the next key of all rows in a row is cheaper than picking the tied ones.
    private const int ManyTied = 16;

    private readonly List<Step> _steps = [];
    private readonly ulong[] _words = new ulong[Chunk.Rows];
    private readonly ulong[] _tiedWords = new ulong[Chunk.Rows];
    private readonly bool[] _isBefore = new bool[Chunk.Rows];
    private readonly int[] _rows = new int[Chunk.Rows];
    private readonly int[] _tied = new int[Chunk.Rows];
    private readonly int[] _tiedRows = new int[Chunk.Rows];

    /// <param name="keys">The keys over the rows.</param>
    /// <param name="row">0-based row that is the limit.</param>
    public RowLimit(ReadOnlySpan<SortKey> keys, int row)
    {
        Span<ulong> word = stackalloc ulong[1];
        for (var key = 0; key < keys.Length; key++)
        {
            var level = 0;
            do
            {
                keys[key].Encode([row], level, word);
                _steps.Add(new Step(key, level, word[0]));
            }
            while (keys[key].Continues(word[0], level++));
        }
    }

    /// <summary>Adds the rows of a chunk that stand before the limit, in order.</summary>
    /// <param name="keys">The keys over the rows.</param>
    /// <param name="start">0-based first row of the chunk.</param>
    /// <param name="count">The number of rows of the chunk.</param>
    /// <param name="found">Receives the rows.</param>
    public void FindBefore(ReadOnlySpan<SortKey> keys, int start, int count, List<int> found)
    {
        var words = _words.AsSpan(0, count);
        keys[0].EncodeFirst(start, words);
        var candidates = FindAtMost(keys, words, start);
        if (candidates == 0)
        {
            return;
        }

        Compare(keys, candidates);
        for (var index = 0; index < candidates; index++)
        {
            if (_isBefore[index])
            {
                found.Add(_rows[index]);
            }
        }
    }

    /// <summary>
    /// Moves rows that may stand before the limit, and their first words, to the front: those whose first word is at most that of the limit.
    /// Where many have that very word, the next key decides too.
    /// </summary>
    private int FindAtMost(ReadOnlySpan<SortKey> keys, Span<ulong> words, int start)
    {
        var limit = _steps[0].Word;
        if (_steps.Count > 1 && _steps[1].Level == 0 && words.Count(limit) > words.Length / ManyTied)
        {
            var nextWords = _tiedWords.AsSpan(0, words.Length);
            keys[_steps[1].Key].EncodeFirst(start, nextWords);
            return FindAtMost(words, nextWords, start);
        }

        var count = 0;
        for (var block = 0; block < words.Length; block += Vector<ulong>.Count)
        {
            var end = Math.Min(block + Vector<ulong>.Count, words.Length);
            if (end - block < Vector<ulong>.Count || Vector.LessThanOrEqualAny(new Vector<ulong>(words[block..]), new Vector<ulong>(limit)))
            {
                count = Keep(words, block, end, start, count);
            }
        }

        return count;
    }

    private int FindAtMost(Span<ulong> words, ReadOnlySpan<ulong> nextWords, int start)
    {
        var limit = new Vector<ulong>(_steps[0].Word);
        var nextLimit = new Vector<ulong>(_steps[1].Word);
        var count = 0;
        for (var block = 0; block < words.Length; block += Vector<ulong>.Count)
        {
            var end = Math.Min(block + Vector<ulong>.Count, words.Length);
            if (end - block == Vector<ulong>.Count)
            {
                var first = new Vector<ulong>(words[block..]);
                var tied = Vector.Equals(first, limit) & Vector.LessThanOrEqual(new Vector<ulong>(nextWords[block..]), nextLimit);
                if ((tied | Vector.LessThan(first, limit)) == Vector<ulong>.Zero)
                {
                    continue;
                }
            }

            count = Keep(words, block, end, start, count);
        }

        return count;
    }

    /// <summary>Moves the rows of a block whose first word is at most that of the limit to the front.</summary>
    private int Keep(Span<ulong> words, int block, int end, int start, int count)
    {
        var limit = _steps[0].Word;
        for (var index = block; index < end; index++)
        {
            _rows[count] = start + index;
            words[count] = words[index];
            count += words[index] <= limit ? 1 : 0;
        }

        return count;
    }

    /// <summary>Finds out which candidates stand before the limit: those that are equal so far are compared by the next step.</summary>
    private void Compare(ReadOnlySpan<SortKey> keys, int candidates)
    {
        var open = 0;
        for (var index = 0; index < candidates; index++)
        {
            _tied[open] = index;
            _isBefore[index] = _words[index] != _steps[0].Word;
            open += _isBefore[index] ? 0 : 1;
        }

        for (var step = 1; step < _steps.Count && open > 0; step++)
        {
            for (var index = 0; index < open; index++)
            {
                _tiedRows[index] = _rows[_tied[index]];
            }

            keys[_steps[step].Key].Encode(_tiedRows.AsSpan(0, open), _steps[step].Level, _tiedWords);
            var limit = _steps[step].Word;
            var equal = 0;
            for (var index = 0; index < open; index++)
            {
                var candidate = _tied[index];
                _isBefore[candidate] = _tiedWords[index] < limit;
                _tied[equal] = candidate;
                equal += _tiedWords[index] == limit ? 1 : 0;
            }

            open = equal;
        }
    }

    private readonly record struct Step(int Key, int Level, ulong Word);
}
