using Patterns.Columnar.Memory;

namespace Patterns.Columnar.Sorting.Keys;

/// <summary>
/// Values that fit words. Where there are nulls, a level of its own tells them from values, so that no value has to give its word up.
/// </summary>
/// <param name="column">The column.</param>
/// <param name="wordCount">Words per value.</param>
/// <param name="direction">Whether values rise or fall.</param>
/// <param name="nulls">Where null stands.</param>
internal abstract class FixedSortKey(Column column, int wordCount, SortDirection direction, NullPlacement nulls) : SortKey(direction, nulls)
{
    private const ulong ValueWord = 1;

    private readonly int _nullLevels = column.NullCount > 0 ? 1 : 0;

    public sealed override void Encode(ReadOnlySpan<int> rows, int level, Span<ulong> words)
    {
        if (level < _nullLevels)
        {
            var validity = column.ValidityWords;
            for (var index = 0; index < rows.Length; index++)
            {
                words[index] = Bitmap.Get(validity, rows[index]) ? ValueWord : NullWord;
            }

            return;
        }

        EncodeValues(rows, level - _nullLevels, words);
        for (var index = 0; index < rows.Length; index++)
        {
            words[index] = Directed(words[index]);
        }
    }

    public sealed override bool Continues(ulong word, int level)
        => level < _nullLevels ? word == ValueWord : level - _nullLevels + 1 < wordCount;

    /// <summary>Words that rise with the values.</summary>
    protected abstract void EncodeValues(ReadOnlySpan<int> rows, int level, Span<ulong> words);
}
