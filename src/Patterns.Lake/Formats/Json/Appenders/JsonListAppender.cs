using Patterns.Columnar;

namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Arrays as lists.</summary>
internal sealed class JsonListAppender(ListColumnBuilder builder, JsonAppender elements, string path) : JsonAppender(builder)
{
    private readonly ListColumnBuilder _builder = builder;

    public override bool Read(ref JsonCursor cursor)
    {
        switch (cursor.Peek())
        {
            case JsonKind.Array:
                return ReadArray(ref cursor);
            case JsonKind.Null:
                return ReadNull(ref cursor);
            case JsonKind.None:
                return cursor.FailValue();
            default:
                return cursor.FailMisfit(cursor.Position, path, _builder.Type);
        }
    }

    private bool ReadArray(ref JsonCursor cursor)
    {
        if (!cursor.Enter())
        {
            return false;
        }

        for (var isFirst = true; cursor.NextElement(isFirst); isFirst = false)
        {
            if (!elements.Read(ref cursor))
            {
                return false;
            }
        }

        if (cursor.Fault != JsonFault.None)
        {
            return false;
        }

        _builder.Append();
        return true;
    }
}
