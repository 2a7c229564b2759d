namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>What is to be sent once more, one of: an offset; after and up to; since.</summary>
internal sealed record ReplayRequest(string? Offset = null, string? After = null, string? UpTo = null, string? Since = null);
