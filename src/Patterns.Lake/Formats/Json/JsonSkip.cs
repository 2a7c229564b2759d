namespace Patterns.Lake.Formats.Json;

/// <summary>
/// Checks values and keeps nothing of them but the names it has met, by which it finds names that occur twice: what is wrong with a record is
/// wrong whichever of its columns are asked for.
/// </summary>
internal sealed class JsonSkip(JsonUnescaper unescaper) : JsonPlace
{
    private JsonMembers? _members;
    private JsonSkip? _elements;

    public override bool Read(ref JsonCursor cursor)
    {
        var kind = cursor.Peek();
        return kind switch
        {
            JsonKind.String => cursor.ReadString(out _, out _),
            JsonKind.Number => cursor.ReadNumber(out _),
            JsonKind.Object => ReadObject(ref cursor),
            JsonKind.Array => ReadArray(ref cursor),
            JsonKind.None => cursor.FailValue(),
            _ => cursor.ReadLiteral(kind),
        };
    }

    private bool ReadObject(ref JsonCursor cursor)
    {
        if (!cursor.Enter())
        {
            return false;
        }

        _members ??= new JsonMembers(unescaper, _ => new JsonSkip(unescaper));
        _members.Begin();
        for (var isFirst = true; _members.MoveNext(ref cursor, isFirst, out var member); isFirst = false)
        {
            if (cursor.SkipPlain() == JsonPlain.None && !member.Place.Read(ref cursor))
            {
                return false;
            }
        }

        return cursor.Fault == JsonFault.None;
    }

    private bool ReadArray(ref JsonCursor cursor)
    {
        if (!cursor.Enter())
        {
            return false;
        }

        _elements ??= new JsonSkip(unescaper);
        for (var isFirst = true; cursor.NextElement(isFirst); isFirst = false)
        {
            if (cursor.SkipPlain() == JsonPlain.None && !_elements.Read(ref cursor))
            {
                return false;
            }
        }

        return cursor.Fault == JsonFault.None;
    }
}
