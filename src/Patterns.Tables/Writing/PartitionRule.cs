using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>
/// A value that a partition column must not have because the log could not give it back: empty text, which would come back as null, and times
/// outside the years 1 to 9999.
/// </summary>
/// <remarks>Source: Delta transaction log protocol, "Partition Value Serialization".</remarks>
internal sealed class PartitionRule(string column, int columnIndex, DataType type) : RowRule
{
    private const int MinDays = -719_162;
    private const int MaxDays = 2_932_896;
    private const long MinMicroseconds = -62_135_596_800_000_000;
    private const long MaxMicroseconds = 253_402_300_799_999_999;

    /// <summary>Whether the type has values that the log cannot give back.</summary>
    public static bool Concerns(DataType type)
        => type.Kind is DataTypeKind.String or DataTypeKind.Binary or DataTypeKind.Date or DataTypeKind.Timestamp or DataTypeKind.LocalTimestamp;

    public override void Check(ColumnBatch batch, Span<ulong> conforming)
    {
        var values = batch.Columns[columnIndex];
        for (var row = 0; row < values.Length; row++)
        {
            if (!values.IsNull(row) && !CanBeStored(values, row))
            {
                conforming[row >> 6] &= ~(1UL << (row & 63));
            }
        }
    }

    public override RejectedRow Describe(ColumnBatch batch, int index, long rowNumber)
    {
        var value = Text(batch.Columns[columnIndex].GetValue(index));
        var reason = type.Kind is DataTypeKind.String or DataTypeKind.Binary
            ? "it is empty, which a partition column cannot tell from null"
            : $"it is '{value}' since 1970, outside the years 1 to 9999 that a partition column can hold";
        return new RejectedRow(rowNumber, "PARTITION", column, value, reason);
    }

    private static bool CanBeStored(Column values, int row) => values switch
    {
        BinaryColumn texts => !texts.GetBytes(row).IsEmpty,
        FixedColumn<int> days => days.Values[row] is >= MinDays and <= MaxDays,
        FixedColumn<long> microseconds => microseconds.Values[row] is >= MinMicroseconds and <= MaxMicroseconds,
        _ => true,
    };
}
