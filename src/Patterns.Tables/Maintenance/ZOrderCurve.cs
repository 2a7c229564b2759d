using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Reading;

namespace Patterns.Tables.Maintenance;

/// <summary>
/// Positions of rows along a Z-shaped curve through several columns: the bits of the ranks of their values, interleaved. Ranks are estimated from a
/// sample, so that skewed values are spread evenly. Immutable.
/// </summary>
internal sealed class ZOrderCurve
{
    public const int MaxColumns = 8;

    private const int PositionBits = 63;
    private const int MaxRankBits = 16;
    private const int SampleRows = 65_536;

    private readonly string[] _columns;
    private readonly ulong[][] _bounds;
    private readonly int _bits;

    private ZOrderCurve(string[] columns, ulong[][] bounds, int bits)
    {
        _columns = columns;
        _bounds = bounds;
        _bits = bits;
    }

    /// <summary>Looks at every so many rows of a scan, as many as tell ranks well enough.</summary>
    public static async Task<ZOrderCurve> SampleAsync(TableContext table, ScanRequest request, string[] columns, CancellationToken cancellationToken)
    {
        var samples = Array.ConvertAll(columns, static _ => new List<ulong>());
        var step = 1;
        long seen = 0;
        var narrow = new ScanRequest(request.Snapshot, columns, null) { Files = request.Files };
        await foreach (var batch in TableScan.ReadAsync(table, narrow, null, cancellationToken).ConfigureAwait(false))
        {
            using (batch)
            {
                for (var row = (int)((step - (seen % step)) % step); row < batch.RowCount; row += step)
                {
                    for (var index = 0; index < columns.Length; index++)
                    {
                        samples[index].Add(SortableBits.Of(batch.Columns[index], row));
                    }
                }

                seen += batch.RowCount;
                if (samples[0].Count >= 2 * SampleRows)
                {
                    step *= 2;
                    samples = Array.ConvertAll(samples, static sample => sample.Where(static (_, position) => position % 2 == 0).ToList());
                }
            }
        }

        var bits = Math.Min(MaxRankBits, PositionBits / columns.Length);
        return new ZOrderCurve(columns, Array.ConvertAll(samples, sample => Bounds(sample, 1 << bits)), bits);
    }

    /// <summary>One position per row; the caller owns the column.</summary>
    public Column Positions(ColumnBatch batch)
    {
        using var builder = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        var positions = builder.AppendUninitialized(batch.RowCount);
        positions.Clear();
        for (var index = 0; index < _columns.Length; index++)
        {
            var column = batch.Column(_columns[index]);
            for (var row = 0; row < positions.Length; row++)
            {
                positions[row] |= Spread(Rank(_bounds[index], SortableBits.Of(column, row)), index);
            }
        }

        return builder.Build();
    }

    /// <summary>The values that begin each of so many equally frequent ranges.</summary>
    private static ulong[] Bounds(List<ulong> sample, int count)
    {
        sample.Sort();
        return sample.Count == 0 ? [] : [.. Enumerable.Range(1, count - 1).Select(range => sample[(int)((long)range * sample.Count / count)]).Distinct()];
    }

    private static long Rank(ulong[] bounds, ulong value)
    {
        var found = Array.BinarySearch(bounds, value);
        return found >= 0 ? found + 1 : ~found;
    }

    private long Spread(long rank, int column)
    {
        long spread = 0;
        for (var bit = 0; bit < _bits; bit++)
        {
            spread |= (rank >> bit & 1) << ((bit * _columns.Length) + (_columns.Length - 1 - column));
        }

        return spread;
    }
}
