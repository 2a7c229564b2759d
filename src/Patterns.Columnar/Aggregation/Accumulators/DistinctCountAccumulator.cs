using Patterns.Columnar.Aggregation.Grouping;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Counts distinct values that are not null, exactly: the pairs of group and value are kept.</summary>
internal sealed class DistinctCountAccumulator(DataType argument) : Accumulator(DataType.Int64)
{
    private readonly KeyIndex _values = KeyIndex.Create(argument);
    private readonly PairIndex _pairs = new();
    private readonly int[] _ids = new int[Chunk.Rows];
    private readonly int[] _pairIds = new int[Chunk.Rows];
    private Column? _begun;
    private int _groupCount;

    public override void Resize(int groupCount) => _groupCount = groupCount;

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (!ReferenceEquals(_begun, column))
        {
            _values.Begin(column);
            _begun = column;
        }

        var ids = _ids.AsSpan(0, groups.Length);
        _values.FindOrAdd(column, start, ids);
        _pairs.FindOrAdd(groups, _groupCount, ids, _values.Count, _pairIds.AsSpan(0, groups.Length));
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var distinct = (DistinctCountAccumulator)other;
        var ownGroups = new int[distinct._groupCount];
        ownGroups.AsSpan().Fill(-1);
        for (var index = 0; index < from.Length; index++)
        {
            ownGroups[from[index]] = to[index];
        }

        var valueIds = new int[distinct._values.Count];
        using var values = distinct._values.Build();
        _begun = null;
        _values.Begin(values);
        for (var start = 0; start < valueIds.Length; start += Chunk.Rows)
        {
            _values.FindOrAdd(values, start, valueIds.AsSpan(start, Math.Min(Chunk.Rows, valueIds.Length - start)));
        }

        var pairs = distinct._pairs.Pairs;
        Span<int> lefts = stackalloc int[Chunk.Rows];
        for (var start = 0; start < pairs.Length; start += Chunk.Rows)
        {
            var chunk = pairs.Slice(start, Math.Min(Chunk.Rows, pairs.Length - start));
            var count = 0;
            foreach (var pair in chunk)
            {
                lefts[count] = ownGroups[(int)(pair >> 32)];
                _ids[count] = valueIds[(int)(uint)pair];
                count += lefts[count] >= 0 ? 1 : 0;
            }

            _pairs.FindOrAdd(lefts[..count], _groupCount, _ids.AsSpan(0, count), _values.Count, _pairIds);
        }
    }

    public override Column Build()
    {
        var counts = ColumnBuffer.RentCleared<long>(_groupCount);
        var destination = counts.Span<long>(_groupCount);
        foreach (var pair in _pairs.Pairs)
        {
            destination[(int)(pair >> 32)] += (int)(uint)pair == _values.NullId ? 0 : 1;
        }

        return new FixedColumn<long>(Type, _groupCount, counts, default);
    }

    public override void Dispose()
    {
        _values.Dispose();
        _pairs.Dispose();
    }
}
