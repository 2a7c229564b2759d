using Patterns.Columnar.Aggregation.Partitioning;
using Patterns.Columnar.Kernels;
using Patterns.Columnar.Memory;
using Patterns.Core;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>Counts different values that are not null by HyperLogLog: exact but for collisions of hashes up to 256, then with a standard error of 1.6 %.</summary>
internal sealed class ApproximateDistinctCount() : Accumulator(DataType.Int64)
{
    private readonly DistinctSketches _sketches = new();
    private readonly ulong[] _hashes = new ulong[Chunk.Rows];

    public override void Resize(int groupCount) => _sketches.Resize(groupCount);

    public override void Add(Column? column, int start, ReadOnlySpan<int> groups)
    {
        ArgumentNullException.ThrowIfNull(column);
        using var rows = column.Slice(start, groups.Length);
        var hashes = _hashes.AsSpan(0, groups.Length);
        KeyHash.Compute([rows], hashes);
        var validity = rows.ValidityWords;
        Span<uint> entries = stackalloc uint[Chunk.Rows];
        Span<int> present = stackalloc int[Chunk.Rows];
        var count = 0;
        for (var index = 0; index < groups.Length; index++)
        {
            // Once more, because all bits count here, and not only those that choose a slot.
            entries[count] = HyperLogLog.Entry(ByteHash.Mix(hashes[index]));
            present[count] = groups[index];
            count += validity.IsEmpty || Bitmap.Get(validity, index) ? 1 : 0;
        }

        _sketches.Add(present[..count], entries[..count]);
    }

    public override void Merge(Accumulator other, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var counts = (ApproximateDistinctCount)other;
        for (var index = 0; index < from.Length; index++)
        {
            _sketches.Merge(to[index], counts._sketches, from[index]);
        }
    }

    public override Column Build()
    {
        var values = ColumnBuffer.Rent<long>(_sketches.Count);
        var counts = values.Span<long>(_sketches.Count);
        for (var group = 0; group < counts.Length; group++)
        {
            counts[group] = _sketches.Estimate(group);
        }

        return new FixedColumn<long>(Type, counts.Length, values, default);
    }

    public override void Dispose() => _sketches.Dispose();
}
