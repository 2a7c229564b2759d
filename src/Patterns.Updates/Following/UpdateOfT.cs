namespace Patterns.Updates;

/// <summary>An update as a client received it. Immutable; safe for use by any number of threads.</summary>
/// <typeparam name="T">What its payload is read as.</typeparam>
public sealed class Update<T>
{
    internal Update(T value, FeedCursor cursor)
    {
        Value = value;
        Cursor = cursor;
    }

    /// <summary>The payload.</summary>
    public T Value { get; }

    /// <summary>The place behind this update: what to save when it has been handled.</summary>
    public FeedCursor Cursor { get; }

    /// <summary>The same for every reader, in every pattern, at every attempt; null when the server names updates in no such way.</summary>
    public string? Id { get; init; }

    /// <summary>What kind of thing happened; null when the server does not say.</summary>
    public string? Type { get; init; }

    /// <summary>What it happened to; null when the server does not say.</summary>
    public string? Key { get; init; }

    /// <summary>When it happened; null when the server does not say.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>Media type of the payload; null when the server does not say.</summary>
    public string? ContentType { get; init; }

    /// <summary>What lies between this update and the one before it and cannot be read any more; null, nearly always, when nothing does.</summary>
    public FeedGap? Gap { get; init; }
}
