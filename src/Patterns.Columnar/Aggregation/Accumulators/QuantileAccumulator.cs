using System.Numerics;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>The value below which a share of the values lies, within 1 %: each pair of a group and a bin of values that occurs is counted.</summary>
/// <typeparam name="T">Type of the argument in memory.</typeparam>
/// <param name="share">From 0 to 1.</param>
/// <param name="scale">Digits behind the point of an integer in memory.</param>
internal sealed class QuantileAccumulator<T>(double share, int scale) : Accumulator(DataType.Float64)
    where T : unmanaged, INumber<T>
{
    private readonly LongIndex _bins = new();
    private readonly PairIndex _pairs = new();
    private readonly BufferBuilder<long> _counts = new();
    private readonly List<int> _binNumbers = [];
    private readonly ulong[] _keys = new ulong[Chunk.Rows];
    private readonly int[] _groups = new int[Chunk.Rows];
    private readonly int[] _ids = new int[Chunk.Rows];
    private readonly double _unit = Math.Pow(10, scale);
    private int _groupCount;

    public override void Resize(int groupCount) => _groupCount = groupCount;

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        var values = ((FixedColumn<T>)column).Values.Slice(start, groups.Length);
        var validity = column.ValidityWords;
        var count = 0;
        for (var index = 0; index < values.Length; index++)
        {
            _groups[count] = groups[index];
            _keys[count] = (ulong)QuantileBins.Of(double.CreateTruncating(values[index]) / _unit);
            count += validity.IsEmpty || Bitmap.Get(validity, start + index) ? 1 : 0;
        }

        FindPairs(count);
        var counts = _counts.Span;
        foreach (var id in _ids.AsSpan(0, count))
        {
            counts[id]++;
        }
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var quantiles = (QuantileAccumulator<T>)other;
        var target = new int[quantiles._groupCount];
        target.AsSpan().Fill(-1);
        for (var index = 0; index < from.Length; index++)
        {
            target[from[index]] = to[index];
        }

        var pairs = quantiles._pairs.Pairs;
        Span<long> added = stackalloc long[Chunk.Rows];
        for (var start = 0; start < pairs.Length; start += Chunk.Rows)
        {
            var count = 0;
            for (var pair = start; pair < Math.Min(start + Chunk.Rows, pairs.Length); pair++)
            {
                _groups[count] = target[(int)(pairs[pair] >> 32)];
                _keys[count] = (ulong)quantiles._binNumbers[(int)(uint)pairs[pair]];
                added[count] = quantiles._counts.Span[pair];
                count += _groups[count] >= 0 ? 1 : 0;
            }

            FindPairs(count);
            for (var index = 0; index < count; index++)
            {
                _counts.Span[_ids[index]] += added[index];
            }
        }
    }

    public override Column Build()
    {
        var bins = new List<(int Bin, long Count)>[_groupCount];
        for (var id = 0; id < _counts.Count; id++)
        {
            var pair = _pairs.Pairs[id];
            (bins[(int)(pair >> 32)] ??= []).Add((_binNumbers[(int)(uint)pair], _counts.Span[id]));
        }

        using var builder = (FixedColumnBuilder<double>)ColumnBuilder.Create(Type);
        foreach (var group in bins)
        {
            builder.Append(group is null ? null : Quantile(group));
        }

        return builder.Build();
    }

    public override void Dispose()
    {
        _bins.Dispose();
        _pairs.Dispose();
        _counts.Dispose();
    }

    /// <summary>The pairs of the first groups and bins that are collected, each new one with a count of zero.</summary>
    private void FindPairs(int count)
    {
        var binIds = _ids.AsSpan(0, count);
        _bins.FindOrAdd(_keys.AsSpan(0, count), binIds);
        for (var index = 0; _binNumbers.Count < _bins.NextId; index++)
        {
            if (binIds[index] == _binNumbers.Count)
            {
                _binNumbers.Add((int)_keys[index]);
            }
        }

        _pairs.FindOrAdd(_groups.AsSpan(0, count), _groupCount, binIds, _bins.NextId, binIds);
        _counts.Reserve(_pairs.Count - _counts.Count).Clear();
    }

    private double Quantile(List<(int Bin, long Count)> bins)
    {
        bins.Sort();
        var rank = (long)(share * (bins.Sum(static bin => bin.Count) - 1));
        var seen = 0L;
        foreach (var (bin, count) in bins)
        {
            seen += count;
            if (seen > rank)
            {
                return QuantileBins.Middle(bin);
            }
        }

        return QuantileBins.Middle(bins[^1].Bin);
    }
}
