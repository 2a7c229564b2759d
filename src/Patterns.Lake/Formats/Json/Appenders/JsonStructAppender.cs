using Patterns.Columnar;

namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Objects as structs.</summary>
internal sealed class JsonStructAppender(StructColumnBuilder builder, JsonFields fields, string path) : JsonAppender(builder)
{
    private readonly StructColumnBuilder _builder = builder;

    public override bool Read(ref JsonCursor cursor)
    {
        switch (cursor.Peek())
        {
            case JsonKind.Object:
                if (!fields.Read(ref cursor))
                {
                    return false;
                }

                _builder.Append();
                return true;
            case JsonKind.Null:
                return ReadNull(ref cursor);
            case JsonKind.None:
                return cursor.FailValue();
            default:
                return cursor.FailMisfit(cursor.Position, path, _builder.Type);
        }
    }
}
