using Patterns.Columnar;

namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Strings as their text; objects, arrays, numbers and booleans as they are written.</summary>
internal sealed class JsonTextAppender(BinaryColumnBuilder builder, JsonUnescaper unescaper) : JsonAppender(builder)
{
    private readonly BinaryColumnBuilder _builder = builder;
    private readonly JsonSkip _check = new(unescaper);

    public override bool Read(ref JsonCursor cursor)
    {
        switch (cursor.Peek())
        {
            case JsonKind.String:
                if (!cursor.ReadString(out var raw, out var isEscaped))
                {
                    return false;
                }

                _builder.Append(unescaper.Text(raw, isEscaped));
                return true;
            case JsonKind.Null:
                return ReadNull(ref cursor);
            default:
                var start = cursor.Position;
                if (!_check.Read(ref cursor))
                {
                    return false;
                }

                _builder.Append(cursor.Slice(start, cursor.Position));
                return true;
        }
    }
}
