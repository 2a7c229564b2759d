namespace Patterns.Columnar.Parquet.Statistics;

/// <summary>What is known of the order that bounds of a column follow.</summary>
/// <param name="IsOfType">Whether the file says that bounds follow the order of the type; null when it says nothing.</param>
/// <param name="MayHideNaN">Whether the writer may have passed over NaN, so that the largest number is no upper bound.</param>
internal readonly record struct BoundOrder(bool? IsOfType, bool MayHideNaN)
{
    // These write no bounds where there is a NaN. Others, such as Arrow's writers, leave it out of the bounds.
    private static readonly string[] WritersThatSeeNaN = ["Patterns ", "DuckDB", "parquet-mr "];

    /// <summary>Whether a writer may have passed over NaN.</summary>
    /// <param name="createdBy">The name that it gave itself; null when it did not say.</param>
    public static bool HidesNaN(string? createdBy)
        => createdBy is null || !WritersThatSeeNaN.Any(name => createdBy.StartsWith(name, StringComparison.Ordinal));
}
