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

    // What an entry takes besides its values.
    private const int OverheadBytes = 512;
    private const int BytesPerZone = 200;

    private readonly ColumnStatistics?[] _zones;

    /// <summary>Takes the ownership of a column, and looks at its values.</summary>
    public CachedColumn(Column values)
        : this(values, Zones(values))
    {
    }

    private CachedColumn(Column values, ColumnStatistics?[] zones)
    {
        Values = values;
        _zones = zones;
    }

    public Column Values { get; }

    public long ByteCount => Values.MemoryByteCount + OverheadBytes + ((long)_zones.Length * BytesPerZone);

    /// <summary>Another owner of the same memory.</summary>
    public CachedColumn Share() => new(Values.Share(), _zones);

    /// <summary>What is known of the values of a zone; null when nothing is.</summary>
    public ColumnStatistics? Zone(int index) => index < _zones.Length ? _zones[index] : null;

    public void Dispose() => Values.Dispose();

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
