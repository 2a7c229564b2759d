using Patterns.Core;

namespace Patterns.Tables.Delta.Columns;

/// <summary>The schema text of a table's metadata.</summary>
internal static class TableSchema
{
    /// <exception cref="TableLogException">The text is no schema.</exception>
    public static Schema Parse(string text, string tablePath)
    {
        try
        {
            return Schema.FromJson(text);
        }
        catch (SchemaFormatException exception)
        {
            throw new TableLogException(
                tablePath,
                null,
                $"The schema in the log of table '{tablePath}' is not understood: {exception.Message} Another Delta reader may know its types.",
                exception);
        }
    }
}
