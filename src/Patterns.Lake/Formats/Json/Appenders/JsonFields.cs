namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Reads objects into one column per field. Members that are no fields are checked and skipped.</summary>
internal sealed class JsonFields : JsonPlace
{
    private readonly JsonMembers _members;
    private readonly JsonAppender[] _appenders;
    private readonly JsonMember[] _fields;

    /// <param name="unescaper">Gives names without their escapes.</param>
    /// <param name="names">Names of the fields.</param>
    /// <param name="appenders">What appends their values.</param>
    public JsonFields(JsonUnescaper unescaper, IReadOnlyList<byte[]> names, IReadOnlyList<JsonAppender> appenders)
    {
        _members = new JsonMembers(unescaper, _ => new JsonSkip(unescaper));
        _appenders = [.. appenders];
        _fields = [.. names.Zip(appenders, _members.Add)];
    }

    /// <summary>Reads an object, or null, which is an object without members.</summary>
    public override bool Read(ref JsonCursor cursor)
    {
        var kind = cursor.Peek();
        if (kind is not (JsonKind.Object or JsonKind.Null))
        {
            return cursor.FailValue();
        }

        _members.Begin();
        if (kind == JsonKind.Null)
        {
            AppendMissing();
            return cursor.ReadLiteral(kind);
        }

        return cursor.Enter() && ReadMembers(ref cursor);
    }

    private bool ReadMembers(ref JsonCursor cursor)
    {
        for (var isFirst = true; _members.MoveNext(ref cursor, isFirst, out var member); isFirst = false)
        {
            if (!member.Place.Read(ref cursor))
            {
                return false;
            }
        }

        if (cursor.Fault != JsonFault.None)
        {
            return false;
        }

        AppendMissing();
        return true;
    }

    private void AppendMissing()
    {
        for (var index = 0; index < _fields.Length; index++)
        {
            if (_fields[index].LastObjectNumber != _members.ObjectNumber)
            {
                _appenders[index].AppendMissing();
            }
        }
    }
}
