using System.Numerics;
using Patterns.Columnar.Parquet.Statistics;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>The statistics of a column of numbers.</summary>
/// <param name="box">The object that stands for a value.</param>
internal sealed class FixedSummary<T>(Func<T, object> box) : ColumnSummary
    where T : unmanaged, INumber<T>
{
    private ValueRange<T> _range;

    public void Add(long nullCount, ValueRange<T> range) => Add(nullCount, () => _range.Include(range));

    protected override (object? Min, object? Max) Bounds() => _range.IsKnown ? (box(_range.Min), box(_range.Max)) : (null, null);
}
