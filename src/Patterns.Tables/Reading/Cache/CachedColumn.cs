using Patterns.Columnar;

namespace Patterns.Tables.Reading.Cache;

/// <summary>
/// A column of a whole row group in memory, texts as codes of a dictionary where the file has one, and what is known of the values of each zone of its rows.
/// Immutable; owners share its memory, and each disposes its own.
/// </summary>
internal sealed class CachedColumn : IDisposable
{
    /// <summary>Rows of a zone.</summary>
    public const int ZoneRows = 8_192;

    /// <summary>Zones of a block, whose bounds are known, too, so that a condition is not asked zone by zone.</summary>
    public const int ZonesPerBlock = 8;

    // What an entry takes besides its values.
    private const int OverheadBytes = 512;
    private const int BytesPerZone = 200;

    private readonly ColumnStatistics?[] _zones;
    private readonly ColumnStatistics?[] _blocks;

    /// <summary>Takes the ownership of a column, and looks at its values.</summary>
    public CachedColumn(Column values)
    {
        Values = values;
        _zones = Zones(values);
        _blocks = Array.ConvertAll(_zones.Chunk(ZonesPerBlock).ToArray(), Merge);
    }

    private CachedColumn(CachedColumn same)
    {
        Values = same.Values.Share();
        _zones = same._zones;
        _blocks = same._blocks;
    }

    public Column Values { get; }

    public long ByteCount => Values.MemoryByteCount + OverheadBytes + ((long)_zones.Length * BytesPerZone);

    /// <summary>Another owner of the same memory.</summary>
    public CachedColumn Share() => new(this);

    /// <summary>What is known of the values of a zone; null when nothing is.</summary>
    public ColumnStatistics? Zone(int index) => index < _zones.Length ? _zones[index] : null;

    /// <summary>What is known of the values of a block; null when nothing is.</summary>
    public ColumnStatistics? Block(int index) => index < _blocks.Length ? _blocks[index] : null;

    public void Dispose() => Values.Dispose();

    private static ColumnStatistics? Merge(ColumnStatistics?[] zones)
        => Array.Exists(zones, static zone => zone is null)
            ? null
            : new ColumnStatistics
            {
                RowCount = zones.Sum(static zone => zone!.RowCount),
                NullCount = 0,
                Min = zones.MinBy(static zone => zone!.Min)!.Min,
                Max = zones.MaxBy(static zone => zone!.Max)!.Max,
                IsExact = true,
            };

    private static ColumnStatistics?[] Zones(Column column) => column switch
    {
        FixedColumn<sbyte> values => Zones(values),
        FixedColumn<short> values => Zones(values),
        FixedColumn<int> values => Zones(values),
        FixedColumn<long> values => Zones(values),
        _ => [],
    };

    /// <summary>The bounds also cover what stands in null rows: they may be wider than the values, never narrower.</summary>
    private static ColumnStatistics?[] Zones<T>(FixedColumn<T> column)
        where T : unmanaged, IComparable<T>
    {
        var zones = new ColumnStatistics?[(column.Length + ZoneRows - 1) / ZoneRows];
        if (column.NullCount > 0)
        {
            // The objects of the bounds are taken from rows that have a value, and where some have none this is not known.
            return [];
        }

        for (var zone = 0; zone < zones.Length; zone++)
        {
            var start = zone * ZoneRows;
            var values = column.Values.Slice(start, Math.Min(ZoneRows, column.Length - start));
            var (min, max) = (0, 0);
            for (var row = 1; row < values.Length; row++)
            {
                min = values[row].CompareTo(values[min]) < 0 ? row : min;
                max = values[row].CompareTo(values[max]) > 0 ? row : max;
            }

            zones[zone] = new ColumnStatistics { RowCount = values.Length, NullCount = 0, Min = column.GetValue(start + min), Max = column.GetValue(start + max), IsExact = true };
        }

        return zones;
    }
}
