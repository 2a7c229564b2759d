using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Patterns.Columnar.Sorting.Keys;

/// <summary>Integers, dates, times and short decimals: the sign bit turned.</summary>
internal sealed class IntegerSortKey<T>(FixedColumn<T> column, SortDirection direction, NullPlacement nulls) : FixedSortKey(column, 1, direction, nulls)
    where T : unmanaged, IBinaryInteger<T>
{
    protected override void EncodeValues(ReadOnlySpan<int> rows, int position, Span<ulong> words)
    {
        var values = column.Values;
        for (var index = 0; index < rows.Length; index++)
        {
            words[index] = ulong.CreateTruncating(values[rows[index]]) ^ (1UL << 63);
        }
    }

    protected override void EncodeValues(int start, Span<ulong> words)
    {
        var values = column.Values.Slice(start, words.Length);
        var index = 0;
        if (Unsafe.SizeOf<T>() == sizeof(ulong))
        {
            var whole = MemoryMarshal.Cast<T, Vector<ulong>>(values);
            var target = MemoryMarshal.Cast<ulong, Vector<ulong>>(words);
            for (var vector = 0; vector < whole.Length; vector++)
            {
                target[vector] = whole[vector] ^ new Vector<ulong>(1UL << 63);
            }

            index = whole.Length * Vector<ulong>.Count;
        }

        for (; index < values.Length; index++)
        {
            words[index] = ulong.CreateTruncating(values[index]) ^ (1UL << 63);
        }
    }
}
