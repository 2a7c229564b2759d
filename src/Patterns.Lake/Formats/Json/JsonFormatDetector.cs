namespace Patterns.Lake.Formats.Json;

/// <summary>Recognises JSON by its content: an object or an array that is well formed as far as the head of the file goes.</summary>
internal sealed class JsonFormatDetector : IFormatDetector
{
    private const int MaxLines = 200;
    private const double Certain = 0.99;
    private const double Likely = 0.96;
    private const double ByExtension = 0.5;

    private static readonly string[] Extensions = [".json", ".ndjson", ".jsonl", ".jsonlines", ".geojson"];

    public FormatMatch? Detect(FileHead head)
    {
        var isClaimed = Extensions.Contains(head.Extension);
        var text = head.Text.TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || (!isClaimed && text[0] is not ((byte)'{' or (byte)'[')))
        {
            return isClaimed ? new FormatMatch(new JsonFormat(JsonLayout.Lines, recordsAreObjects: true), ByExtension) : null;
        }

        var lines = JsonLines.Sample(text, head.IsWhole, MaxLines);
        return lines.AreRecords ? MatchLines(lines, isClaimed) : MatchDocuments(text, head.IsWhole, isClaimed);
    }

    private static FormatMatch? MatchLines(JsonLines lines, bool isClaimed)
    {
        var isNested = lines.FirstKind is JsonKind.Object or JsonKind.Array;
        var format = lines.AreArraysOfObjects
            ? new JsonFormat(JsonLayout.Elements, recordsAreObjects: true)
            : new JsonFormat(JsonLayout.Lines, recordsAreObjects: lines.FirstKind == JsonKind.Object);
        return isNested || isClaimed ? new FormatMatch(format, isNested ? Likely + ((Certain - Likely) * lines.ValidShare) : ByExtension) : null;
    }

    private static FormatMatch? MatchDocuments(ReadOnlySpan<byte> text, bool isWhole, bool isClaimed)
    {
        var cursor = new JsonCursor(text);
        var isValid = new JsonSkip(new JsonUnescaper()).Read(ref cursor) || (cursor.Fault == JsonFault.Truncated && !isWhole);
        if (!isValid && !isClaimed)
        {
            return null;
        }

        var isArray = text[0] == '[';
        var format = new JsonFormat(isArray ? JsonLayout.Elements : JsonLayout.Documents, (isArray ? FirstElement(text) : FirstKind(text)) == JsonKind.Object);
        return new FormatMatch(format, isValid ? Certain : text[0] is (byte)'{' or (byte)'[' ? Likely : ByExtension);
    }

    /// <summary>The kind of the first element that is not null; null when all are, and an object when there is none.</summary>
    private static JsonKind FirstElement(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        cursor.Peek();
        cursor.Enter();
        var kind = JsonKind.Object;
        for (var isFirst = true; cursor.NextElement(isFirst); isFirst = false)
        {
            kind = cursor.Peek();
            if (kind != JsonKind.Null || !cursor.ReadLiteral(kind))
            {
                break;
            }
        }

        return kind == JsonKind.None ? JsonKind.Object : kind;
    }

    private static JsonKind FirstKind(ReadOnlySpan<byte> text) => new JsonCursor(text).Peek();
}
