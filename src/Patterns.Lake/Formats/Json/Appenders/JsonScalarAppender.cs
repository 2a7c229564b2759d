using Patterns.Columnar;

namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Numbers, booleans, dates and timestamps. A string is read as its text, so that dates can be strings.</summary>
internal sealed class JsonScalarAppender(ColumnBuilder builder, CellWriter writer, JsonUnescaper unescaper, string path) : JsonAppender(builder)
{
    private readonly ColumnBuilder _builder = builder;

    public override bool Read(ref JsonCursor cursor)
    {
        var kind = cursor.Peek();
        var start = cursor.Position;
        ReadOnlySpan<byte> text;
        switch (kind)
        {
            case JsonKind.Null:
                return ReadNull(ref cursor);
            case JsonKind.Number:
                if (!cursor.ReadNumber(out text))
                {
                    return false;
                }

                break;
            case JsonKind.String:
                if (!cursor.ReadString(out text, out var isEscaped))
                {
                    return false;
                }

                text = unescaper.Text(text, isEscaped);
                break;
            case JsonKind.True or JsonKind.False:
                if (!cursor.ReadLiteral(kind))
                {
                    return false;
                }

                text = kind == JsonKind.True ? "true"u8 : "false"u8;
                break;
            case JsonKind.None:
                return cursor.FailValue();
            default:
                return cursor.FailMisfit(start, path, _builder.Type);
        }

        return writer.TryAppend(text) || cursor.FailMisfit(start, path, _builder.Type);
    }
}
