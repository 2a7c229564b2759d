namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>The cursor to go on from; null for where it is.</summary>
internal sealed record ResumeRequest(string? From = null);
