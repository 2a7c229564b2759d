using Patterns.Lake.Formats.Json.Profiling;

using Patterns.Lake.Formats.Text;

namespace Patterns.Lake.Formats.Json;

/// <summary>JSON (RFC 8259) in one of its arrangements.</summary>
/// <param name="layout">How the records are arranged.</param>
/// <param name="recordsAreObjects">Whether the members of the records are the columns, or the record as a whole is the only column.</param>
internal sealed class JsonFormat(JsonLayout layout, bool recordsAreObjects) : RecordFormat
{
    /// <summary>Name of the only column where the records are not objects.</summary>
    public const string ValueColumn = "value";

    public static ReadOnlySpan<byte> ValueColumnUtf8 => "value"u8;

    public override string Name => layout == JsonLayout.Lines ? "ndjson" : "json";

    public override string Description => (layout, recordsAreObjects) switch
    {
        (JsonLayout.Lines, true) => "JSON, one object per line",
        (JsonLayout.Lines, false) => $"JSON, one value per line, in the column '{ValueColumn}'",
        (JsonLayout.Documents, true) => "JSON, one object after the other",
        (JsonLayout.Documents, false) => $"JSON, one value after the other, in the column '{ValueColumn}'",
        (_, true) => "JSON, an array of objects",
        _ => $"JSON, an array of values, in the column '{ValueColumn}'",
    };

    public bool RecordsAreObjects => recordsAreObjects;

    /// <summary>Whether no record goes over a line break.</summary>
    public bool RecordsAreLines => layout == JsonLayout.Lines;

    /// <summary>Refuses a record that is neither an object nor null where the records are objects.</summary>
    public static bool CheckKind(ref JsonCursor cursor, bool recordsAreObjects)
        => cursor.Peek() is JsonKind.Object or JsonKind.Null or JsonKind.None || !recordsAreObjects || cursor.Fail(JsonFault.NotAnObject);

    public override RecordProfiler CreateProfiler(ProfileContext context) => new JsonProfiler(this, context);

    public override RecordDecoder CreateDecoder(ReadPlan plan, RecordContext context) => new JsonDecoder(this, plan, context);

    /// <summary>The reader that divides the file into records.</summary>
    public RecordReader CreateReader(RecordContext context, JsonRecordHandler handler)
        => layout == JsonLayout.Lines
            ? new JsonLineReader(context, handler)
            : new JsonDocumentReader(context, handler, elementsAreRecords: layout == JsonLayout.Elements);
}
