namespace Patterns.Lake.Formats.Json.Appenders;

/// <summary>Records that are not objects, as the value of one column; without that column they are checked and skipped.</summary>
internal sealed class JsonValueRecord(JsonPlace value, IReadOnlyList<JsonAppender> others) : JsonPlace
{
    public override bool Read(ref JsonCursor cursor)
    {
        foreach (var other in others)
        {
            other.AppendMissing();
        }

        return value.Read(ref cursor);
    }
}
