namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>A new secret.</summary>
internal sealed record SecretDocument(string Secret);
