namespace Patterns.Columnar;

/// <summary>
/// What is known of the values of one column in some rows (a file, a row group, a page) without reading them. Bounds may be wider than the
/// values, never narrower, so that rows can be ruled out but never lost.
/// </summary>
public sealed record ColumnStatistics
{
    /// <summary>The number of rows.</summary>
    public required long RowCount { get; init; }

    /// <summary>The number of null rows; null when unknown.</summary>
    public long? NullCount { get; init; }

    /// <summary>
    /// No value is smaller; null when unknown. An object as of <see cref="Column.GetValue"/>. Text is compared by its UTF-8 bytes.
    /// </summary>
    public object? Min { get; init; }

    /// <summary>
    /// No value is larger; null when unknown. An object as of <see cref="Column.GetValue"/>. NaN is larger than every other number: statistics
    /// that leave NaN out are no bound.
    /// </summary>
    public object? Max { get; init; }

    /// <summary>Whether <see cref="Min"/> and <see cref="Max"/> are values that occur, not merely bounds. Default false.</summary>
    public bool IsExact { get; init; }
}
