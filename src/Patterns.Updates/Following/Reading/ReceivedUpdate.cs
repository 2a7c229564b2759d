namespace Patterns.Updates.Following.Reading;

/// <summary>An update as it came over the wire.</summary>
/// <param name="Payload">The bytes of its payload.</param>
/// <param name="Cursor">The place behind it.</param>
internal sealed record ReceivedUpdate(ReadOnlyMemory<byte> Payload, FeedCursor Cursor)
{
    public string? Id { get; init; }

    public string? Type { get; init; }

    public string? Key { get; init; }

    public DateTimeOffset? Time { get; init; }

    public string? ContentType { get; init; }

    public FeedGap? Gap { get; init; }
}
