using Patterns.Columnar;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Csv;

/// <summary>A column of numbers, dates or timestamps.</summary>
internal sealed class CsvFixedColumn<T, TParser>(ColumnPlan plan, FixedColumnBuilder<T> builder, TParser parser, CsvCells cells) : CsvColumn(plan)
    where T : unmanaged
    where TParser : struct, ICellParser<T>
{
    private readonly T[] _values = new T[cells.Capacity];

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
            if (parser.TryParse(CellText.Trim(text), out _values[row]))
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

    public override void Append(ReadOnlySpan<byte> window, CsvRows rows) => builder.Append(_values.AsSpan(0, rows.Count), cells.Validity);

    public override Column Build() => builder.Build();

    public override void Dispose() => builder.Dispose();
}
