using Patterns.Core;

namespace Patterns.Tables;

/// <summary>
/// A table needs something that this library does not do, so that reading or writing it could give wrong results. Nothing was read or
/// written. Code <c>table.unsupported</c>.
/// </summary>
public sealed class UnsupportedTableException : PatternsException
{
    internal UnsupportedTableException(string tablePath, string feature, string advice, Exception? innerException = null)
        : base("table.unsupported", $"The table '{tablePath}' needs what is not supported here: {feature}. {advice}", innerException)
    {
        TablePath = tablePath;
        Feature = feature;
    }

    /// <summary>Folder of the table, relative to the store.</summary>
    public string TablePath { get; }

    /// <summary>What is needed, by the name that the Delta protocol gives it where there is one.</summary>
    public string Feature { get; }
}
