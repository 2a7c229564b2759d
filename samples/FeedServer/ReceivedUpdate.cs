namespace FeedServer;

/// <summary>What the receiver tells of a webhook.</summary>
/// <param name="Offset">The cursor behind the update.</param>
/// <param name="Bytes">Length of the body that came.</param>
/// <param name="ReceivedAt">When, in milliseconds since 1970.</param>
/// <param name="Update">The payload of the update.</param>
internal sealed record ReceivedUpdate(string Offset, int Bytes, long ReceivedAt, System.Text.Json.JsonElement Update);
