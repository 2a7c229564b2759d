namespace Patterns.Updates;

/// <summary>
/// One entry of a feed. Immutable; the same instance and the same payload bytes are shared by all readers, so nobody may change them. Safe for use
/// by any number of threads.
/// </summary>
public sealed class Update
{
    /// <summary>Creates an update as a backend read it. Updates come into being through <see cref="IUpdateLog.AppendAsync"/>.</summary>
    /// <param name="feed">Name of the feed that it was appended to.</param>
    /// <param name="offset">Its place there.</param>
    /// <param name="time">When it happened.</param>
    /// <param name="content">What was appended.</param>
    /// <param name="contentType">Media type of the payload.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public Update(string feed, UpdateOffset offset, DateTimeOffset time, NewUpdate content, string contentType)
    {
        ArgumentNullException.ThrowIfNull(feed);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(contentType);
        Feed = feed;
        Offset = offset;
        Time = time;
        Type = content.Type;
        Key = content.Key;
        Payload = content.Payload;
        ContentType = contentType;
    }

    /// <summary>What was appended, with other bytes in place of the payload that the caller had.</summary>
    internal Update(string feed, UpdateOffset offset, DateTimeOffset time, NewUpdate content, string contentType, ReadOnlyMemory<byte> payload)
        : this(feed, offset, time, content, contentType) => Payload = payload;

    /// <summary>Name of the feed that it was appended to. Read through a fork, an inherited update still names the fork's source.</summary>
    public string Feed { get; }

    /// <summary>Its place in the feed, and the cursor from which reading continues behind it.</summary>
    public UpdateOffset Offset { get; }

    /// <summary>The feed and the offset, as <c>feed:offset</c>: the same for every reader, in every pattern, at every attempt. What receivers tell duplicates by.</summary>
    public string Id => $"{Feed}:{Offset}";

    /// <summary>What kind of thing happened, such as <c>order-paid</c>; null when the feed does not tell kinds apart.</summary>
    public string? Type { get; }

    /// <summary>What it happened to, such as an order number; null when it is not about one thing.</summary>
    public string? Key { get; }

    /// <summary>When it happened: what the writer said, or when it was appended.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Media type of the payload, such as <c>application/json</c>.</summary>
    public string ContentType { get; }

    /// <summary>The bytes, as they go over the wire. In JSON one whole value.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Type} {Key} ({Payload.Length} bytes of {ContentType})";
}
