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

    private static ColumnStatistics?[] Zones(Column column)
    {
        if (column.Length == 0 || column.NullCount > 0 || RowBounds.Find(column, 0, 1) is null)
        {
            return [];
        }

        var zones = new ColumnStatistics?[(column.Length + ZoneRows - 1) / ZoneRows];
        for (var zone = 0; zone < zones.Length; zone++)
        {
            var start = zone * ZoneRows;
            var rowCount = Math.Min(ZoneRows, column.Length - start);
            var (min, max) = RowBounds.Find(column, start, rowCount)!.Value;
            zones[zone] = new ColumnStatistics { RowCount = rowCount, NullCount = 0, Min = column.GetValue(min), Max = column.GetValue(max), IsExact = true };
        }

        return zones;
    }
}
