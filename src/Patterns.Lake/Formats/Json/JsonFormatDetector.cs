namespace Patterns.Lake.Formats.Json;

/// <summary>Recognises JSON by its content: an object or an array that is well formed as far as the head of the file goes.</summary>
internal sealed class JsonFormatDetector : IFormatDetector
{
    private const int MaxRecords = 200;
    private const double Certain = 0.99;
    private const double Likely = 0.96;
    private const double ByExtension = 0.5;

    private static readonly string[] Extensions = [".json", ".ndjson", ".jsonl", ".jsonlines", ".geojson"];

    public FormatMatch? Detect(FileHead head)
    {
        var isClaimed = Extensions.Contains(head.Extension);
        var text = head.Text.TrimStart(" \t\r\n"u8);
        var isNested = !text.IsEmpty && text[0] is (byte)'{' or (byte)'[';
        if (!isNested && !isClaimed)
        {
            return null;
        }

        var lines = JsonLines.Sample(text, head.IsWhole, MaxRecords);
        return lines.AreRecords || text.IsEmpty ? MatchLines(lines, isNested) : MatchDocuments(text, head.IsWhole, isClaimed, isNested);
    }

    private static FormatMatch MatchLines(JsonLines lines, bool isNested)
    {
        var format = lines.AreArraysOfObjects
            ? new JsonFormat(JsonLayout.Elements, recordsAreObjects: true)
            : new JsonFormat(JsonLayout.Lines, lines.Kinds.AreObjects);
        return new FormatMatch(format, isNested ? Likely + ((Certain - Likely) * lines.ValidShare) : ByExtension);
    }

    private static FormatMatch? MatchDocuments(ReadOnlySpan<byte> text, bool isWhole, bool isClaimed, bool isNested)
    {
        var cursor = new JsonCursor(text);
        var isValid = new JsonSkip(new JsonUnescaper()).Read(ref cursor) || (cursor.Fault == JsonFault.Truncated && !isWhole);
        if (!isValid && !isClaimed)
        {
            return null;
        }

        var isArray = text[0] == '[';
        var format = new JsonFormat(isArray ? JsonLayout.Elements : JsonLayout.Documents, (isArray ? ElementsOf(text) : DocumentsOf(text)).AreObjects);
        return new FormatMatch(format, isValid ? Certain : isNested ? Likely : ByExtension);
    }

    /// <summary>The first elements of the array at the start, up to the first that is broken or cut off.</summary>
    private static JsonKinds ElementsOf(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        var skip = new JsonSkip(new JsonUnescaper());
        var kinds = default(JsonKinds);
        cursor.Peek();
        cursor.Enter();
        var count = 0;
        for (var isFirst = true; count < MaxRecords && cursor.NextElement(isFirst) && cursor.Peek() is var kind and not JsonKind.None; isFirst = false)
        {
            kinds = kinds.With(kind);
            count++;
            if (!skip.Read(ref cursor))
            {
                break;
            }
        }

        return kinds;
    }

    /// <summary>The first values, up to the first that is broken or cut off.</summary>
    private static JsonKinds DocumentsOf(ReadOnlySpan<byte> text)
    {
        var cursor = new JsonCursor(text);
        var skip = new JsonSkip(new JsonUnescaper());
        var kinds = default(JsonKinds);
        for (var count = 0; count < MaxRecords && cursor.Peek() is var kind and not JsonKind.None; count++)
        {
            kinds = kinds.With(kind);
            if (!skip.Read(ref cursor))
            {
                break;
            }
        }

        return kinds;
    }
}
