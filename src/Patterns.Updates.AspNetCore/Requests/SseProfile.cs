namespace Patterns.Updates.AspNetCore.Requests;

/// <summary>How updates are laid out in a stream of Server-Sent Events.</summary>
internal enum SseProfile
{
    /// <summary>Batches in <c>data</c> events, each followed by a <c>control</c> event, for <c>live=sse</c> (Durable Streams 1.0, section 5.8).</summary>
    Protocol,

    /// <summary>One event per update with its offset as <c>id</c> and its type as <c>event</c>, for an <c>EventSource</c> without <c>live</c>.</summary>
    Browser,
}
