using Patterns.Lake.Formats.Text;

namespace Patterns.Lake.Formats.Json;

/// <summary>
/// Reads one record per line (NDJSON, JSON Lines). A broken record ends at the end of its line, because the text of a record holds no line
/// breaks (NDJSON specification, 3.1).
/// </summary>
internal sealed class JsonLineReader(RecordContext context, JsonRecordHandler handler) : LineRecordReader(context)
{
    protected override bool IsFull => handler.IsFull;

    protected override void TakeRecord(ReadOnlySpan<byte> text, int length)
    {
        var line = text[..length];
        var cursor = new JsonCursor(text, length);
        if (!handler.Read(ref cursor) || !cursor.ReadEnd())
        {
            SetAside(JsonFaultText.Describe(cursor, line), line);
        }
        else if (IsUtf8(line))
        {
            CountKept();
            handler.Keep(line, Position);
        }
    }

    protected override void SetAside(string reason, ReadOnlySpan<byte> raw)
    {
        handler.Undo();
        base.SetAside(reason, raw);
    }
}
