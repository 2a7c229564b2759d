using Patterns.Columnar;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Csv;

/// <summary>A column of booleans.</summary>
internal sealed class CsvBooleanColumn(ColumnPlan plan, BooleanColumnBuilder builder, CsvCells cells) : CsvColumn(plan)
{
    private readonly bool[] _values = new bool[cells.Capacity];

    public override int FieldIndex => cells.Index;

    public override int Convert(ReadOnlySpan<byte> window, CsvRows rows, int firstRow)
    {
        if (firstRow == 0)
        {
            cells.Clear();
        }

        for (var row = firstRow; row < rows.Count; row++)
        {
            var text = cells.Text(cells.Field(window, rows, row), rows);
            if (BooleanText.TryParse(CellText.Trim(text), out _values[row]))
            {
                cells.MarkValue(row);
            }
            else if (!cells.IsNull(text))
            {
                return row;
            }
        }

        return -1;
    }

    public override void Append(ReadOnlySpan<byte> window, CsvRows rows)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            builder.Append(cells.IsValue(row) ? _values[row] : (bool?)null);
        }
    }

    public override Column Build() => builder.Build();

    public override void Dispose() => builder.Dispose();
}
