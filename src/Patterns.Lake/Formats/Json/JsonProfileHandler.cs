using Patterns.Lake.Formats.Text;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Json;

/// <summary>Collects what the values of all records can be read as. A record is checked to its end before any of it is collected.</summary>
/// <param name="context">The file.</param>
/// <param name="recordsAreObjects">Whether the members of the records are the columns, or the record as a whole is the only column.</param>
internal sealed class JsonProfileHandler(ProfileContext context, bool recordsAreObjects) : JsonRecordHandler
{
    private const int MaxColumns = 50_000;

    private readonly JsonUnescaper _unescaper = new();
    private readonly JsonSkip _check = new(new JsonUnescaper());
    private RecordPosition _position;
    private LineCounter _lines;
    private int _counted;
    private bool _isOneLine;

    public override bool IsFull => false;

    /// <summary>What was collected.</summary>
    public ObjectProfile Columns { get; } = new(context);

    public override bool Read(ref JsonCursor cursor)
        => JsonFormat.CheckKind(ref cursor, recordsAreObjects) && _check.Read(ref cursor);

    public override void Keep(ReadOnlySpan<byte> record, RecordPosition position)
    {
        _position = position;
        _lines = default;
        _counted = 0;
        _isOneLine = record.IndexOfAny((byte)'\n', (byte)'\r') < 0;
        var cursor = new JsonCursor(record);
        Columns.Begin();
        if (!recordsAreObjects)
        {
            AddValue(ref cursor, Columns.Member(JsonFormat.ValueColumnUtf8));
        }
        else if (cursor.Peek() == JsonKind.Object)
        {
            AddMembers(ref cursor, Columns);
            RequireFewColumns();
        }
    }

    public override void Undo()
    {
    }

    private void RequireFewColumns()
    {
        if (Columns.Members.Count > MaxColumns)
        {
            throw new LakeFormatException(
                context.File,
                $"its objects have more than {MaxColumns} different members, which would be as many columns; the names seem to be data. Put the members into one object below the top.");
        }
    }

    private void AddValue(ref JsonCursor cursor, ValueProfile value)
    {
        var kind = cursor.Peek();
        var position = PositionOf(cursor);
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

    /// <summary>Where the value is that comes next.</summary>
    private RecordPosition PositionOf(in JsonCursor cursor)
    {
        if (!_isOneLine)
        {
            _lines.Advance(cursor.Slice(_counted, cursor.Position));
            _counted = cursor.Position;
        }

        return new RecordPosition(_position.LineNumber + _lines.LineNumber - 1, _position.ByteOffset + cursor.Position);
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
