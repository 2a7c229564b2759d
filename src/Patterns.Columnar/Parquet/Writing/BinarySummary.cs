using System.Text;
using Patterns.Columnar.Parquet.Statistics;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The statistics of a column of texts or bytes.</summary>
internal sealed class BinarySummary(bool isUtf8) : ColumnSummary
{
    private BinaryRange _range;

    public void Add(long nullCount, BinaryRange range) => Add(nullCount, () => _range.Include(range));

    protected override (object? Min, object? Max) Bounds() => (Box(_range.Min), Box(_range.Max));

    private object? Box(byte[]? bound) => bound is null ? null : isUtf8 ? Encoding.UTF8.GetString(bound) : bound;
}
