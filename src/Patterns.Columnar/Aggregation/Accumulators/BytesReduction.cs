using System.Runtime.CompilerServices;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>The smallest or largest of texts or bytes, compared byte by byte.</summary>
/// <param name="type">string or binary.</param>
/// <param name="isMax">True for the largest.</param>
internal sealed class BytesReduction(DataType type, bool isMax) : Accumulator(type)
{
    private const int MaxMarked = 1 << 14;

    private readonly GroupBytes _values = new();

    // The column whose codes are marked; its texts are not looked at through this.
    private Column? _marked;
    private ulong[]? _seen;

    public override void Resize(int groupCount) => _values.Resize(groupCount);

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var binary = (BinaryColumn)column;
        for (var index = 0; index < groups.Length; index++)
        {
            if (!column.IsNull(start + index))
            {
                Reduce(groups[index], binary.GetBytes(start + index));
            }
        }
    }

    // Optimised at its first call: a query is over before a loop that runs this seldom has been compiled twice.
    /// <summary>Of codes of a dictionary each text is looked at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddToFirst(Column? column, int start, int count)
    {
        if (column is not DictionaryBinaryColumn { Dictionary.Length: var entries } codes || entries is 0 or > MaxMarked)
        {
            base.AddToFirst(column, start, count);
            return;
        }

        var seen = _seen ??= new ulong[MaxMarked / 64];
        if (!ReferenceEquals(_marked, column))
        {
            seen.AsSpan().Clear();
            _marked = column;
        }

        var values = codes.Codes;
        for (var row = start; row < start + count; row++)
        {
            var code = values[row];
            ref var word = ref seen[code >> 6];
            var bit = 1UL << (code & 63);
            if ((word & bit) == 0 && !codes.IsNull(row))
            {
                word |= bit;
                Reduce(0, codes.GetBytes(row));
            }
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var reduction = (BytesReduction)other;
        for (var index = 0; index < from.Length; index++)
        {
            if (reduction._values.Contains(from[index]))
            {
                Reduce(to[index], reduction._values[from[index]]);
            }
        }
    }

    public override Column Build() => _values.Build(Type);

    public override void Dispose() => _values.Dispose();

    private void Reduce(int group, ReadOnlySpan<byte> value)
    {
        var order = _values.Contains(group) ? value.SequenceCompareTo(_values[group]) : isMax ? 1 : -1;
        if (isMax ? order > 0 : order < 0)
        {
            _values.Set(group, value);
        }
    }
}
