using System.Text.Json;

namespace Patterns.Updates.Following.Gaps;

/// <summary>Reads what a server says with status 410. Source: RFC 9457, with the members of our servers.</summary>
internal static class GapProblem
{
    private const string DeletedCode = "updates.feed-deleted";

    /// <summary>The gap, or null when the answer says that the feed itself is gone.</summary>
    /// <param name="body">The body; anything.</param>
    /// <param name="cursor">The cursor that was asked from.</param>
    /// <param name="url">What a relative link is relative to.</param>
    public static FeedGap? Read(ReadOnlyMemory<byte> body, FeedCursor cursor, Uri url)
    {
        try
        {
            using JsonDocument problem = JsonDocument.Parse(body);
            if (problem.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new FeedGap(cursor);
            }

            return Text(problem, "code") == DeletedCode
                ? null
                : new FeedGap(cursor)
                {
                    Reason = Text(problem, "reason"),
                    Earliest = Cursor(problem, "earliest"),
                    Tail = Cursor(problem, "tail"),
                    Snapshot = Uri.TryCreate(url, Text(problem, "snapshot"), out Uri? snapshot) && Text(problem, "snapshot") is not null ? snapshot : null,
                };
        }
        catch (JsonException)
        {
            return new FeedGap(cursor);   // a server that says nothing more than 410
        }
    }

    private static FeedCursor? Cursor(JsonDocument problem, string name) => FeedCursor.TryParse(Text(problem, name), out FeedCursor cursor) ? cursor : null;

    private static string? Text(JsonDocument problem, string name)
        => problem.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
