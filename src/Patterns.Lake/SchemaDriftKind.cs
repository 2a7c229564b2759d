namespace Patterns.Lake;

/// <summary>How a column of one file differs from the dataset's.</summary>
public enum SchemaDriftKind
{
    /// <summary>The file is the first that has the column; files before it do not.</summary>
    Added,

    /// <summary>The file does not have the column; files before it do.</summary>
    Missing,

    /// <summary>The file's values alone would have another type.</summary>
    Type,
}
