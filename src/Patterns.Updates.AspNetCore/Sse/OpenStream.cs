namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>A stream that has been opened, and what is to be given back when it ends.</summary>
/// <param name="Connection">The stream.</param>
/// <param name="Broadcast">The feed that it follows.</param>
/// <param name="Audience">The connections that get the same.</param>
/// <param name="Principal">Who it counts for.</param>
internal sealed record OpenStream(SseConnection Connection, FeedBroadcast Broadcast, Audience Audience, string Principal)
{
    /// <summary>Tells the connection that its client has gone.</summary>
    public CancellationTokenRegistration Gone { get; init; }
}
