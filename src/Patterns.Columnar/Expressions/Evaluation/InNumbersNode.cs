using System.Numerics;
using Patterns.Columnar.Expressions.Pruning;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Expressions.Evaluation;

/// <summary>IN over constant numbers, dates or timestamps: a few are compared one by one, more are looked up.</summary>
internal sealed class InNumbersNode<T>(BoundNode operand, IReadOnlyCollection<T> items, bool hasNullItem) : InNode(operand, hasNullItem)
    where T : unmanaged, IComparisonOperators<T, T, bool>
{
    private const int MaxComparisons = 8;

    private readonly HashSet<T> _items = [.. items];

    protected override bool AnyItemIn(ValueRange range) => _items.Any(item => range.MayBe(item));

    protected override void Find(Column operand, Selection rows, Span<ulong> bits)
    {
        var values = ((FixedColumn<T>)operand).Values;
        bits.Clear();
        if (_items.Count <= MaxComparisons && Vector<T>.IsSupported)
        {
            Compare(values, bits);
            return;
        }

        foreach (var row in rows)
        {
            bits[row >> 6] |= _items.Contains(values[row]) ? 1UL << row : 0;
        }
    }

    private void Compare(ReadOnlySpan<T> values, Span<ulong> bits)
    {
        const int BlockWords = 64;
        Span<ulong> block = stackalloc ulong[BlockWords];
        for (var start = 0; start < bits.Length; start += BlockWords)
        {
            var part = bits.Slice(start, Math.Min(BlockWords, bits.Length - start));
            var rows = values.Slice(start << 6, Math.Min(part.Length << 6, values.Length - (start << 6)));
            foreach (var item in _items)
            {
                CompareToScalar.Run<T, Comparison.TotalEqualTo<T>>(rows, item, block);
                BitmapLogic.Or(part, block, part);
            }
        }
    }
}
