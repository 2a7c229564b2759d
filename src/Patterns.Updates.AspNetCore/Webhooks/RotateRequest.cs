namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>How long the old secret stays good; null for a day.</summary>
internal sealed record RotateRequest(double? OverlapSeconds = null);
