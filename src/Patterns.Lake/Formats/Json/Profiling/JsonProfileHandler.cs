using Patterns.Lake.Formats.Text;
using Patterns.Lake.Inference;

namespace Patterns.Lake.Formats.Json.Profiling;

/// <summary>Collects what the values of all records can be read as. A record is checked to its end before any of it is collected.</summary>
internal sealed class JsonProfileHandler : JsonRecordHandler
{
    private const int MaxColumns = 50_000;

    private readonly ProfileContext _context;
    private readonly bool _recordsAreObjects;
    private readonly bool _recordsAreLines;
    private readonly JsonUnescaper _unescaper = new();
    private readonly JsonTape _tape = new();
    private readonly JsonProfilePlace _records;
    private readonly JsonProfilePlace _record;

    /// <param name="context">The file.</param>
    /// <param name="recordsAreObjects">Whether the members of the records are the columns, or the record as a whole is the only column.</param>
    /// <param name="recordsAreLines">Whether no record goes over a line break.</param>
    public JsonProfileHandler(ProfileContext context, bool recordsAreObjects, bool recordsAreLines)
    {
        _context = context;
        _recordsAreObjects = recordsAreObjects;
        _recordsAreLines = recordsAreLines;
        Columns = new ObjectProfile(context);
        _records = new JsonProfilePlace(_tape, _unescaper, null, null);
        _records.Bind(Columns);
        _record = recordsAreObjects ? _records : new JsonProfilePlace(_tape, _unescaper, _records, JsonFormat.ValueColumnUtf8.ToArray());
    }

    public override bool IsFull => false;

    /// <summary>What was collected.</summary>
    public ObjectProfile Columns { get; }

    public override bool Read(ref JsonCursor cursor)
    {
        _tape.Clear();
        return JsonFormat.CheckKind(ref cursor, _recordsAreObjects) && _record.Read(ref cursor);
    }

    public override void Keep(ReadOnlySpan<byte> record, RecordPosition position)
    {
        var entries = _tape.Entries;
        if (!_recordsAreObjects || entries[0].Token == JsonToken.Null)
        {
            Columns.Begin();
            entries = _recordsAreObjects ? [] : entries;
        }

        var isOneLine = _recordsAreLines || record.IndexOfAny((byte)'\n', (byte)'\r') < 0;
        var lines = default(LineCounter);
        var counted = 0;
        foreach (ref readonly var entry in entries)
        {
            if (!isOneLine)
            {
                lines.Advance(record[counted..entry.Start]);
                counted = entry.Start;
            }

            Keep(entry, record, new RecordPosition(position.LineNumber + lines.LineNumber - 1, position.ByteOffset + entry.Start));
        }

        RequireFewColumns();
    }

    public override void Undo()
    {
    }

    private void Keep(in JsonTapeEntry entry, ReadOnlySpan<byte> record, RecordPosition position)
    {
        var place = _tape[entry.Place];
        switch (entry.Token)
        {
            case JsonToken.PlainString or JsonToken.EscapedString:
                AddString(place.Value().Scalars, record.Slice(entry.Start + 1, entry.Length), entry.Token == JsonToken.EscapedString, position);
                break;
            case JsonToken.ShortInteger:
                place.Value().Scalars.AddShortInteger(record.Slice(entry.Start, entry.Length), position);
                break;
            case JsonToken.Number:
                place.Value().Scalars.AddNumber(record.Slice(entry.Start, entry.Length), position);
                break;
            case JsonToken.Object:
                place.AddObject(position);
                break;
            case JsonToken.Array:
                place.AddArray(position);
                break;
            case JsonToken.Null:
                place.Value().AddNull();
                break;
            default:
                place.Value().Scalars.AddBoolean(entry.Token == JsonToken.True, position);
                break;
        }
    }

    private void AddString(ScalarProfile scalars, ReadOnlySpan<byte> raw, bool isEscaped, RecordPosition position)
    {
        if (scalars.Candidates == TypeSet.None)
        {
            scalars.AddTexts(1);
        }
        else
        {
            scalars.AddString(_unescaper.Text(raw, isEscaped), position);
        }
    }

    private void RequireFewColumns()
    {
        if (Columns.Members.Count > MaxColumns)
        {
            throw new LakeFormatException(
                _context.File,
                $"its objects have more than {MaxColumns} different members, which would be as many columns; the names seem to be data. Put the members into one object below the top.");
        }
    }
}
