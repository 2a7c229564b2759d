using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Reading;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Statistics;

/// <summary>
/// What the statistics of a column chunk say of its values. Bounds whose order is in doubt are left out. Source: parquet.thrift, Statistics and
/// ColumnOrder.
/// </summary>
internal static class ChunkStatistics
{
    /// <param name="reader">Reads bounds as it reads values.</param>
    /// <param name="type">Type of the values.</param>
    /// <param name="chunk">The column chunk.</param>
    /// <param name="rowCount">Rows of the row group.</param>
    /// <param name="hasTypeOrder">Whether the file says that bounds follow the order of the type; null when it says nothing.</param>
    public static ColumnStatistics Read(LeafReader reader, DataType type, ColumnChunkMetadata chunk, long rowCount, bool? hasTypeOrder)
    {
        var stored = chunk.Statistics;
        var nulls = stored?.NullCount is >= 0 and var count && count <= rowCount ? stored.NullCount : null;
        var unknown = new ColumnStatistics { RowCount = rowCount, NullCount = nulls };
        if (stored is null || chunk.Type == PhysicalType.Int96 || hasTypeOrder == false)
        {
            return unknown;
        }

        var usesLegacy = stored is { Min: null, Max: null } && IsOrderedAsSigned(reader.Node, type);
        var min = ReadBound(reader, usesLegacy ? stored.LegacyMin : stored.Min);
        var max = ReadBound(reader, usesLegacy ? stored.LegacyMax : stored.Max);
        return IsNaN(min) || IsNaN(max)
            ? unknown
            : unknown with
            {
                Min = WithZeroBelow(min),
                Max = WithZeroAbove(max),
                IsExact = min is not null && max is not null && stored is { IsMinExact: true, IsMaxExact: true },
            };
    }

    private static object? ReadBound(LeafReader reader, byte[]? plain)
    {
        if (plain is null)
        {
            return null;
        }

        try
        {
            return reader.ReadBound(plain);
        }
        catch (Exception error) when (error is CorruptDataException or OverflowException)
        {
            // A bound that makes no sense only means that nothing is known.
            return null;
        }
    }

    /// <summary>The deprecated bounds were compared as signed numbers, whatever the type.</summary>
    private static bool IsOrderedAsSigned(SchemaNode leaf, DataType type)
        => leaf.Element.Type is not (PhysicalType.ByteArray or PhysicalType.FixedLengthByteArray)
            && leaf.Annotation is not { Kind: LogicalKind.Integer, IsSigned: false }
            && type.Kind != DataTypeKind.String;

    private static bool IsNaN(object? bound) => bound is float.NaN or double.NaN;

    // A zero may stand for either sign: parquet.thrift, ColumnOrder, "When looking for ...".
    private static object? WithZeroBelow(object? min) => min switch { 0f => -0f, 0d => -0d, _ => min };

    private static object? WithZeroAbove(object? max) => max switch { -0f => 0f, -0d => 0d, _ => max };
}
