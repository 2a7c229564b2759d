using Patterns.Columnar;

namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Objects whose names are data as maps.</summary>
internal sealed class JsonMapAppender(MapColumnBuilder builder, JsonAppender values, JsonUnescaper unescaper, string path) : JsonAppender(builder)
{
    private readonly MapColumnBuilder _builder = builder;
    private readonly BinaryColumnBuilder _keys = (BinaryColumnBuilder)builder.Keys;
    private readonly JsonMembers _members = new(unescaper, _ => values);

    public override bool Read(ref JsonCursor cursor)
    {
        switch (cursor.Peek())
        {
            case JsonKind.Object:
                return ReadObject(ref cursor);
            case JsonKind.Null:
                return ReadNull(ref cursor);
            case JsonKind.None:
                return cursor.FailValue();
            default:
                return cursor.FailMisfit(cursor.Position, path, _builder.Type);
        }
    }

    private bool ReadObject(ref JsonCursor cursor)
    {
        if (!cursor.Enter())
        {
            return false;
        }

        _members.Begin();
        for (var isFirst = true; _members.MoveNext(ref cursor, isFirst, out var member); isFirst = false)
        {
            _keys.Append(member.Name);
            if (!values.Read(ref cursor))
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
