using Patterns.Columnar;

namespace Patterns.Lake.Formats.Csv;

/// <summary>A column of text: every text is kept as it is; a field without a character and without quotes is null.</summary>
internal sealed class CsvTextColumn(ColumnPlan plan, BinaryColumnBuilder builder, CsvCells cells) : CsvColumn(plan)
{
    private readonly int[] _lengths = new int[cells.Capacity];

    public override int FieldIndex => cells.Index;

    public override int Convert(ReadOnlySpan<byte> window, CsvRows rows, int firstRow)
    {
        cells.Clear();
        for (var row = 0; row < rows.Count; row++)
        {
            var field = cells.Field(window, rows, row);
            _lengths[row] = 0;
            if (!field.IsEmpty)
            {
                cells.MarkValue(row);
                _lengths[row] = cells.Text(field, rows).Length;
            }
        }

        return -1;
    }

    public override void Append(ReadOnlySpan<byte> window, CsvRows rows)
    {
        var bytes = builder.AppendUninitialized(_lengths.AsSpan(0, rows.Count), cells.Validity);
        for (var row = 0; row < rows.Count; row++)
        {
            cells.Text(cells.Field(window, rows, row), rows).CopyTo(bytes);
            bytes = bytes[_lengths[row]..];
        }
    }

    public override Column Build() => builder.Build();

    public override void Dispose() => builder.Dispose();
}
