using System.Numerics;
using System.Runtime.InteropServices;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>
/// Exact sums of integers or short decimals: 64 bits per group, and the carries beyond them, which hardly any sum has, beside.
/// </summary>
/// <typeparam name="T">Type of the argument in memory.</typeparam>
/// <param name="type">bigint, or a decimal with the argument's scale.</param>
internal sealed class IntegerSum<T>(DataType type) : SumAccumulator(type), IShiftableSum
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly GroupValues<long> _sums = new(0);
    private readonly GroupValues<int> _carries = new(0);

    /// <summary>No sum is further from zero than this; beyond the range of 64 bits when that is not known any more.</summary>
    private ulong _reach;

    public override void Resize(int groupCount)
    {
        _sums.Resize(groupCount);
        Seen.Resize(groupCount);
        if (_carries.Count > 0)
        {
            _carries.Resize(groupCount);
        }
    }

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var values = ((FixedColumn<T>)column).Values.Slice(start, groups.Length);
        Seen.Add(column, start, groups);
        if (column.NullCount == 0)
        {
            AddValues<T>(values, groups);
        }
        else
        {
            AddValues(values, groups, column.ValidityWords, start);
        }
    }

    public override void AddToFirst(Column? column, int start, int count)
    {
        if (column is not { NullCount: 0 } || TotalOf(column, start, count) is not { } total)
        {
            base.AddToFirst(column, start, count);
            return;
        }

        Seen.AddFirst();
        var low = (long)(total & ulong.MaxValue);
        Add(0, low);
        var carry = (int)((total - low) >> 64);
        if (carry != 0)
        {
            Carry(0, carry);
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var sums = (IntegerSum<T>)other;
        Seen.Merge(sums.Seen, from, to);
        var added = sums._sums.Span;
        Extend(sums._reach);
        if (_reach <= long.MaxValue)
        {
            GroupSums.Merge(_sums.Span, added, from, to);
            return;
        }

        for (var index = 0; index < from.Length; index++)
        {
            Add(to[index], added[from[index]]);
        }

        for (var index = 0; sums._carries.Count > 0 && index < from.Length; index++)
        {
            if (sums._carries[from[index]] != 0)
            {
                Carry(to[index], sums._carries[from[index]]);
            }
        }
    }

    public override Column Build() => ExactSum.Build(Type, Totals(), Seen.Build());

    public Column BuildShifted(long shift, ReadOnlySpan<long> counts)
    {
        var totals = Totals();
        for (var group = 0; group < totals.Length; group++)
        {
            totals[group] += (Int128)shift * counts[group];
        }

        return ExactSum.Build(Type, totals, Seen.Build());
    }

    public override Column BuildAverage(DataType type, ReadOnlySpan<long> counts) => type is DecimalType digits
        ? ExactSum.BuildAverage(Totals(), ((DecimalType)Type).Scale, counts, digits)
        : ExactSum.BuildAverage(Totals(), counts);

    public override void Dispose()
    {
        _sums.Dispose();
        _carries.Dispose();
        Seen.Dispose();
    }

    private static Int128? TotalOf(Column column, int start, int count) => column switch
    {
        FixedColumn<long> longs => Sum.Run(longs.Values.Slice(start, count)),
        FixedColumn<int> integers => Sum.Run(integers.Values.Slice(start, count)),
        _ => null,
    };

    private void AddValues<TValue>(ReadOnlySpan<TValue> values, ReadOnlySpan<int> groups)
        where TValue : unmanaged, IBinaryInteger<TValue>
    {
        // Fewer than 2^32 values of 32 bits or less cannot overflow.
        if (typeof(TValue) == typeof(long) && !StaysInRange(MemoryMarshal.Cast<TValue, long>(values)))
        {
            for (var index = 0; index < values.Length; index++)
            {
                Add(groups[index], long.CreateTruncating(values[index]));
            }

            return;
        }

        GroupSums.Add(_sums.Span, values, groups);
    }

    /// <summary>Whether no sum can overflow by these values, whichever groups they are of.</summary>
    private bool StaysInRange(ReadOnlySpan<long> values)
    {
        Extend(((UInt128)Magnitude.Bound(values) + 1) * (uint)values.Length);
        return _reach <= long.MaxValue;
    }

    private void Extend(UInt128 distance) => _reach = distance > long.MaxValue - (UInt128)Math.Min(_reach, long.MaxValue) ? ulong.MaxValue : _reach + (ulong)distance;

    private void AddValues(ReadOnlySpan<T> values, ReadOnlySpan<int> groups, ReadOnlySpan<ulong> validity, int start)
    {
        // Nulls add zero: a test of what is often a coin's toss would cost more.
        Span<long> numbers = stackalloc long[Chunk.Rows];
        for (var index = 0; index < values.Length; index++)
        {
            numbers[index] = Bitmap.Get(validity, start + index) ? long.CreateTruncating(values[index]) : 0;
        }

        AddValues<long>(numbers[..values.Length], groups);
    }

    private void Add(int group, long value)
    {
        ref var sum = ref _sums[group];
        var next = sum + value;
        Extend((UInt128)(ulong)(value ^ (value >> 63)) + 1);
        if (((sum ^ next) & (value ^ next)) < 0)
        {
            Carry(group, value < 0 ? -1 : 1);
        }

        sum = next;
    }

    private void Carry(int group, int count)
    {
        _carries.Resize(_sums.Count);
        _carries[group] += count;
    }

    private Int128[] Totals()
    {
        var sums = _sums.Span;
        var totals = new Int128[sums.Length];
        for (var group = 0; group < totals.Length; group++)
        {
            totals[group] = sums[group] + ((_carries.Count > 0 ? _carries[group] : 0) * (Int128.One << 64));
        }

        return totals;
    }
}
