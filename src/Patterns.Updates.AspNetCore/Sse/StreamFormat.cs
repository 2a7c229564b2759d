using Patterns.Updates.AspNetCore.Requests;

namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>What makes the bytes of two streams of one feed equal. Connections with equal formats share what is encoded for one of them.</summary>
/// <param name="Profile">The layout of events.</param>
/// <param name="AsCloudEvents">Whether updates come in envelopes.</param>
/// <param name="Types">Which updates come at all.</param>
/// <param name="Payload">How payloads become text.</param>
internal sealed record StreamFormat(SseProfile Profile, bool AsCloudEvents, TypeFilter Types, PayloadText Payload);
