using Patterns.Columnar.Parquet.Format;
using Patterns.Columnar.Parquet.Reading;
using Patterns.Columnar.Parquet.Schemas;
using Patterns.Core;

namespace Patterns.Columnar.Parquet.Statistics;

/// <summary>
/// What the statistics of a column say of its values. Bounds whose order is in doubt are left out. Source: parquet.thrift, Statistics,
/// ColumnIndex and ColumnOrder.
/// </summary>
/// <param name="reader">Reads bounds as it reads values.</param>
/// <param name="type">Type of the values.</param>
/// <param name="order">The order that the bounds follow.</param>
internal sealed class StatisticsReader(LeafReader reader, DataType type, BoundOrder order)
{
    private bool HasBounds => reader.Node.Element.Type != PhysicalType.Int96 && order.IsOfType != false;

    /// <summary>What is known of the values of a column chunk.</summary>
    /// <param name="chunk">The column chunk.</param>
    /// <param name="rowCount">Rows of the row group.</param>
    public ColumnStatistics OfChunk(ColumnChunkMetadata chunk, long rowCount)
    {
        var stored = chunk.Statistics;
        var unknown = new ColumnStatistics { RowCount = rowCount, NullCount = CheckedNulls(stored?.NullCount, rowCount) };
        if (stored is null || !HasBounds)
        {
            return unknown;
        }

        var usesLegacy = stored is { Min: null, Max: null } && IsOrderedAsSigned(reader.Node, type);
        var known = WithBounds(unknown, usesLegacy ? stored.LegacyMin : stored.Min, usesLegacy ? stored.LegacyMax : stored.Max);
        return known with { IsExact = known is { Min: not null, Max: not null } && stored is { IsMinExact: true, IsMaxExact: true } };
    }

    /// <summary>What is known of the values of a page.</summary>
    /// <param name="index">The index of the page's column chunk.</param>
    /// <param name="page">0-based page.</param>
    /// <param name="rowCount">Rows of the page.</param>
    public ColumnStatistics OfPage(ColumnIndex index, int page, long rowCount)
    {
        if (index.IsNullPage[page])
        {
            return new ColumnStatistics { RowCount = rowCount, NullCount = rowCount };
        }

        var unknown = new ColumnStatistics { RowCount = rowCount, NullCount = CheckedNulls(index.NullCounts?[page], rowCount) };
        return HasBounds ? WithBounds(unknown, index.Min[page], index.Max[page]) : unknown;
    }

    private static long? CheckedNulls(long? count, long rowCount) => count >= 0 && count <= rowCount ? count : null;

    private ColumnStatistics WithBounds(ColumnStatistics statistics, byte[]? storedMin, byte[]? storedMax)
    {
        var min = ReadBound(storedMin);
        var max = ReadBound(storedMax);
        return IsNaN(min) || IsNaN(max)
            ? statistics
            : statistics with { Min = WithZeroBelow(min), Max = order.MayHideNaN && max is (float or double) ? null : WithZeroAbove(max) };
    }

    private object? ReadBound(byte[]? plain)
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
