namespace Patterns.Columnar;

/// <summary>Whether values rise or fall from row to row.</summary>
public enum SortDirection
{
    /// <summary>Smaller values first.</summary>
    Ascending,

    /// <summary>Larger values first.</summary>
    Descending,
}
