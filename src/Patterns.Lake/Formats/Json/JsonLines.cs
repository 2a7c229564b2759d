namespace Patterns.Lake.Formats.Json;

/// <summary>What the first lines of a text are when each is taken for a value.</summary>
internal readonly record struct JsonLines
{
    private const double LeastValidShare = 0.5;

    private int Lines { get; init; }

    private int Valid { get; init; }

    private int ArraysOfObjects { get; init; }

    private bool IsOneArray { get; init; }

    /// <summary>The kinds of the valid lines.</summary>
    public JsonKinds Kinds { get; private init; }

    /// <summary>The share of the lines that are one value each.</summary>
    public double ValidShare => Lines == 0 ? 0 : (double)Valid / Lines;

    /// <summary>Whether lines are records: most are values, and not the only value is an array.</summary>
    public bool AreRecords => Lines > 0 && ValidShare >= LeastValidShare && !IsOneArray;

    /// <summary>Whether the lines are arrays that hold objects.</summary>
    public bool AreArraysOfObjects => ArraysOfObjects > 0 && ArraysOfObjects == Valid;

    /// <summary>Looks at the lines that are whole and not blank.</summary>
    /// <param name="text">The text from its first line.</param>
    /// <param name="isWhole">Whether its last line is whole even without a line break.</param>
    /// <param name="maxLines">How many lines are looked at.</param>
    public static JsonLines Sample(ReadOnlySpan<byte> text, bool isWhole, int maxLines)
    {
        var lines = default(JsonLines);
        while (lines.Lines < maxLines && !text.IsEmpty)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0 && !isWhole)
            {
                break;
            }

            var line = (end < 0 ? text : text[..end]).Trim(" \t"u8);
            lines = line.IsEmpty ? lines : lines.With(line);
            text = end < 0 ? [] : text[(end + 1)..];
        }

        return lines;
    }

    private JsonLines With(ReadOnlySpan<byte> line)
    {
        var cursor = new JsonCursor(line);
        var kind = cursor.Peek();
        if (!new JsonSkip(new JsonUnescaper()).Read(ref cursor) || !cursor.ReadEnd())
        {
            return this with { Lines = Lines + 1, IsOneArray = false };
        }

        return this with
        {
            Lines = Lines + 1,
            Valid = Valid + 1,
            Kinds = Kinds.With(kind),
            IsOneArray = Lines == 0 && kind == JsonKind.Array,
            ArraysOfObjects = ArraysOfObjects + (IsArrayOfObjects(line) ? 1 : 0),
        };
    }

    private static bool IsArrayOfObjects(ReadOnlySpan<byte> line) => line[0] == '[' && line[1..].TrimStart(" \t"u8) is [(byte)'{', ..];
}
