using System.Numerics;
using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;
using Patterns.Core;

namespace Patterns.Columnar.Sorting.Keys;

/// <summary>
/// Turns the values of one column into words that rise as the rows should: one word where that tells all values apart, else a first word and
/// more for rows whose words are equal.
/// </summary>
/// <param name="direction">Whether values rise or fall.</param>
/// <param name="nulls">Where null stands.</param>
internal abstract class SortKey(SortDirection direction, NullPlacement nulls)
{
    private readonly ulong _flip = direction == SortDirection.Descending ? ulong.MaxValue : 0;

    protected ulong NullWord { get; } = nulls == NullPlacement.First ? 0 : ulong.MaxValue;

    /// <summary>The key for a column.</summary>
    /// <exception cref="NotSupportedException">Values of that type have no order.</exception>
    public static SortKey Create(Column column, SortDirection direction, NullPlacement nulls) => column switch
    {
        BooleanColumn values => new BooleanSortKey(values, direction, nulls),
        FixedColumn<sbyte> values => new IntegerSortKey<sbyte>(values, direction, nulls),
        FixedColumn<short> values => new IntegerSortKey<short>(values, direction, nulls),
        FixedColumn<int> values => new IntegerSortKey<int>(values, direction, nulls),
        FixedColumn<long> values => new IntegerSortKey<long>(values, direction, nulls),
        FixedColumn<Int128> values => new WideSortKey(values, direction, nulls),
        FixedColumn<float> values => new FloatSortKey<float>(values, direction, nulls),
        FixedColumn<double> values => new FloatSortKey<double>(values, direction, nulls),
        BinaryColumn values => new BytesSortKey(values, direction, nulls),
        _ => throw new NotSupportedException($"Values of type {column.Type} have no order. Sort by one of their fields or elements."),
    };

    /// <summary>Whether values of a type have an order.</summary>
    public static bool IsSortable(DataType type) => !type.IsNested;

    /// <summary>The words of some rows.</summary>
    /// <param name="rows">0-based rows, all equal on the levels before.</param>
    /// <param name="level">0 for the first words.</param>
    /// <param name="words">Receives one word per row.</param>
    public abstract void Encode(ReadOnlySpan<int> rows, int level, Span<ulong> words);

    /// <summary>The first words of rows that follow each other.</summary>
    /// <param name="start">0-based first row.</param>
    /// <param name="words">Receives one word per row, at most <see cref="Chunk.Rows"/>.</param>
    public virtual void EncodeFirst(int start, Span<ulong> words)
    {
        Span<int> rows = stackalloc int[words.Length];
        for (var index = 0; index < rows.Length; index++)
        {
            rows[index] = start + index;
        }

        Encode(rows, 0, words);
    }

    /// <summary>Whether rows that are equal on a level may differ on the next.</summary>
    /// <param name="word">Their word.</param>
    /// <param name="level">The level that gave it.</param>
    public abstract bool Continues(ulong word, int level);

    /// <summary>The word of a value in the direction wanted.</summary>
    protected ulong Directed(ulong word) => word ^ _flip;

    /// <summary>The words of values in the direction wanted, within bounds.</summary>
    protected void Directed(Span<ulong> words, ulong min, ulong max)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(words);
        foreach (ref var vector in vectors)
        {
            vector = Vector.Min(Vector.Max(vector ^ new Vector<ulong>(_flip), new Vector<ulong>(min)), new Vector<ulong>(max));
        }

        foreach (ref var word in words[(vectors.Length * Vector<ulong>.Count)..])
        {
            word = Math.Clamp(Directed(word), min, max);
        }
    }
}
