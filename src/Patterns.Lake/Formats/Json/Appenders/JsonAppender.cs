using Patterns.Columnar;

namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Appends the values at one place to a column, one row per value.</summary>
internal abstract class JsonAppender(ColumnBuilder builder) : JsonPlace
{
    /// <summary>Appends the row of an object that does not have the member.</summary>
    public void AppendMissing() => builder.AppendNull();

    /// <summary>Reads null, whose first byte comes next, as a null row.</summary>
    protected bool ReadNull(ref JsonCursor cursor)
    {
        builder.AppendNull();
        return cursor.ReadLiteral(JsonKind.Null);
    }
}
