using Patterns.Core;

namespace Patterns.Updates;

/// <summary>The payload of an update cannot be read as the type that was asked for. Code <c>updates.received-payload</c>.</summary>
public sealed class ReceivedPayloadException : PatternsException
{
    internal ReceivedPayloadException(string? id, FeedCursor cursor, Type type, Exception innerException)
        : base(
            "updates.received-payload",
            $"The update{(id is null ? "" : $" '{id}'")} before '{cursor}' cannot be read as {type.Name}: {innerException.Message} "
            + "Correct the type, read the feed as JsonElement, or save this cursor to pass over the update.",
            innerException)
    {
        Id = id;
        Cursor = cursor;
    }

    /// <summary>The id of the update; null when the server names updates in no such way.</summary>
    public string? Id { get; }

    /// <summary>The place behind the update, from which the feed can be followed without it.</summary>
    public FeedCursor Cursor { get; }
}
