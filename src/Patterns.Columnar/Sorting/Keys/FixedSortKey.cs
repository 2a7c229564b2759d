using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Sorting.Keys;

/// <summary>
/// Values that fit words. The first level gives the smallest and the largest word to null; values that would have them share their neighbour's
/// and are told apart on the next level. So a word means the same in every batch, with nulls or without.
/// </summary>
/// <param name="column">The column.</param>
/// <param name="wordCount">Words per value.</param>
/// <param name="direction">Whether values rise or fall.</param>
/// <param name="nulls">Where null stands.</param>
internal abstract class FixedSortKey(Column column, int wordCount, SortDirection direction, NullPlacement nulls) : SortKey(direction, nulls)
{
    private const ulong Lowest = 1;
    private const ulong Highest = ulong.MaxValue - 1;

    public sealed override void Encode(ReadOnlySpan<int> rows, int level, Span<ulong> words)
    {
        EncodeValues(rows, Math.Max(0, level - 1), words);
        if (level > 0)
        {
            Directed(words[..rows.Length], 0, ulong.MaxValue);
            return;
        }

        Directed(words[..rows.Length], Lowest, Highest);
        if (column.NullCount == 0)
        {
            return;
        }

        var validity = column.ValidityWords;
        for (var index = 0; index < rows.Length; index++)
        {
            words[index] = Bitmap.Get(validity, rows[index]) ? words[index] : NullWord;
        }
    }

    public sealed override void EncodeFirst(int start, Span<ulong> words)
    {
        EncodeValues(start, words);
        Directed(words, Lowest, Highest);
        if (column.NullCount == 0)
        {
            return;
        }

        var validity = column.ValidityWords;
        for (var index = 0; index < words.Length; index++)
        {
            words[index] = Bitmap.Get(validity, start + index) ? words[index] : NullWord;
        }
    }

    public sealed override bool Continues(ulong word, int level)
        => level == 0 ? word != NullWord && (wordCount > 1 || word is Lowest or Highest) : level < wordCount;

    /// <summary>Words that rise with the values.</summary>
    protected abstract void EncodeValues(ReadOnlySpan<int> rows, int position, Span<ulong> words);

    /// <summary>The first words of rows that follow each other.</summary>
    protected abstract void EncodeValues(int start, Span<ulong> words);
}
