using Patterns.Core;

namespace Patterns.ServiceLevels.Documents.Yaml;

/// <summary>Values of the field that documents share.</summary>
internal static class CursorExtensions
{
    /// <summary>A target, or the place with what is wrong with it.</summary>
    public static Target AsTarget(this Cursor cursor, Ratio value)
    {
        try
        {
            return new Target(value);
        }
        catch (ArgumentOutOfRangeException exception)
        {
            throw new DocumentException(cursor.Context.Document, cursor.Value.Place.Line, cursor.Value.Place.Column, cursor.Path, exception.Message.Split('\n')[0], exception);
        }
    }
}
