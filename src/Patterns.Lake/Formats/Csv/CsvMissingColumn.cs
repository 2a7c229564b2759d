using Patterns.Columnar;

namespace Patterns.Lake.Formats.Csv;

/// <summary>A column that the file does not have.</summary>
internal sealed class CsvMissingColumn(ColumnPlan plan, ColumnBuilder builder) : CsvColumn(plan)
{
    public override int FieldIndex => 0;

    public override int Convert(ReadOnlySpan<byte> window, CsvRows rows, int firstRow) => -1;

    public override void Append(ReadOnlySpan<byte> window, CsvRows rows) => builder.AppendNulls(rows.Count);

    public override Column Build() => builder.Build();

    public override void Dispose() => builder.Dispose();
}
