using Patterns.Columnar.Parquet.Format;

namespace Patterns.Columnar.Parquet.Writing;

/// <summary>Bounds of the values of a page, or null where none can be given; and their order from page to page.</summary>
/// <param name="Min">No value is smaller; in plain form without a length.</param>
/// <param name="Max">No value is larger.</param>
internal readonly record struct PageBounds(byte[]? Min, byte[]? Max)
{
    public bool IsKnown => Min is not null && Max is not null;

    /// <summary>How bounds follow each other.</summary>
    /// <param name="count">Pages that have values.</param>
    /// <param name="compareMin">Compares the lower bounds of two pages by their positions among these.</param>
    /// <param name="compareMax">Compares the upper bounds.</param>
    public static BoundaryOrder Order(int count, Func<int, int, int> compareMin, Func<int, int, int> compareMax)
    {
        bool rises = true, falls = true;
        for (var page = 1; page < count && (rises || falls); page++)
        {
            var (min, max) = (compareMin(page - 1, page), compareMax(page - 1, page));
            rises &= min <= 0 && max <= 0;
            falls &= min >= 0 && max >= 0;
        }

        return rises ? BoundaryOrder.Ascending : falls ? BoundaryOrder.Descending : BoundaryOrder.Unordered;
    }
}
