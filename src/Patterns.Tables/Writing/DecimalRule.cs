using Patterns.Columnar;
using Patterns.Core;

namespace Patterns.Tables.Writing;

/// <summary>A decimal column, whose values have at most as many digits as its type says; batches of columns may hold more.</summary>
internal sealed class DecimalRule(string column, int columnIndex, DecimalType type) : RowRule
{
    private readonly Int128 _limit = Power(type.Precision);

    public static bool Concerns(DataType type) => type is DecimalType;

    public override void Check(ColumnBatch batch, Span<ulong> conforming)
    {
        switch (batch.Columns[columnIndex])
        {
            case FixedColumn<long> values:
                CheckNarrow(values, conforming);
                break;
            case FixedColumn<Int128> values:
                CheckWide(values, conforming);
                break;
        }
    }

    public override RejectedRow Describe(ColumnBatch batch, int index, long rowNumber)
    {
        var value = batch.Columns[columnIndex] is FixedColumn<long> narrow ? narrow.Values[index] : ((FixedColumn<Int128>)batch.Columns[columnIndex]).Values[index];
        return new RejectedRow(rowNumber, "TYPE", column, null, $"{new WideDecimal(value, type.Scale)} has more digits than {type}");
    }

    private void CheckNarrow(FixedColumn<long> column, Span<ulong> conforming)
    {
        var limit = (long)_limit;
        var values = column.Values;
        for (var row = 0; row < values.Length; row++)
        {
            if ((values[row] >= limit || values[row] <= -limit) && !column.IsNull(row))
            {
                conforming[row >> 6] &= ~(1UL << (row & 63));
            }
        }
    }

    private void CheckWide(FixedColumn<Int128> column, Span<ulong> conforming)
    {
        var values = column.Values;
        for (var row = 0; row < values.Length; row++)
        {
            if ((values[row] >= _limit || values[row] <= -_limit) && !column.IsNull(row))
            {
                conforming[row >> 6] &= ~(1UL << (row & 63));
            }
        }
    }

    private static Int128 Power(int exponent)
    {
        Int128 power = 1;
        for (var index = 0; index < exponent; index++)
        {
            power *= 10;
        }

        return power;
    }
}
