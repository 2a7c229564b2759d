using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Json;

/// <summary>Collects what the values of all records can be read as. A record is checked to its end before any of it is collected.</summary>
/// <param name="context">The file.</param>
/// <param name="recordsAreObjects">Whether the members of the records are the columns, or the record as a whole is the only column.</param>
internal sealed class JsonProfileHandler(ProfileContext context, bool recordsAreObjects) : JsonRecordHandler
{
    private readonly JsonUnescaper _unescaper = new();
    private readonly JsonSkip _check = new(new JsonUnescaper());
    private RecordPosition _position;
    private bool _isOneLine;

    public override bool IsFull => false;

    /// <summary>What was collected.</summary>
    public ObjectProfile Columns { get; } = new(context);

    public override bool Read(ref JsonCursor cursor)
        => JsonFormat.CheckKind(ref cursor, recordsAreObjects) && _check.Read(ref cursor);

    public override void Keep(ReadOnlySpan<byte> record, RecordPosition position)
    {
        _position = position;
        _isOneLine = record.IndexOfAny((byte)'\n', (byte)'\r') < 0;
        var cursor = new JsonCursor(record);
        cursor.Peek();
        Columns.Begin();
        if (recordsAreObjects)
        {
            AddMembers(ref cursor, Columns);
        }
        else
        {
            AddValue(ref cursor, Columns.Member(JsonFormat.ValueColumnUtf8));
        }
    }

    public override void Undo()
    {
    }

    private void AddValue(ref JsonCursor cursor, ValueProfile value)
    {
        var kind = cursor.Peek();
        var position = _isOneLine ? _position with { ByteOffset = _position.ByteOffset + cursor.Position } : _position;
        switch (kind)
        {
            case JsonKind.Object:
                AddMembers(ref cursor, value.AddObject(position));
                break;
            case JsonKind.Array:
                AddElements(ref cursor, value.AddArray(position));
                break;
            case JsonKind.String:
                cursor.ReadString(out var raw, out var isEscaped);
                value.Scalars.AddString(_unescaper.Text(raw, isEscaped), position);
                break;
            case JsonKind.Number:
                cursor.ReadNumber(out var number);
                value.Scalars.AddNumber(number, position);
                break;
            case JsonKind.Null:
                cursor.ReadLiteral(kind);
                value.AddNull();
                break;
            default:
                cursor.ReadLiteral(kind);
                value.Scalars.AddBoolean(kind == JsonKind.True, position);
                break;
        }
    }

    private void AddMembers(ref JsonCursor cursor, ObjectProfile members)
    {
        cursor.Enter();
        for (var isFirst = true; cursor.NextMember(isFirst, out var name, out var isEscaped); isFirst = false)
        {
            AddValue(ref cursor, members.Member(_unescaper.Name(name, isEscaped)));
        }
    }

    private void AddElements(ref JsonCursor cursor, ValueProfile elements)
    {
        cursor.Enter();
        for (var isFirst = true; cursor.NextElement(isFirst); isFirst = false)
        {
            AddValue(ref cursor, elements);
        }
    }
}
