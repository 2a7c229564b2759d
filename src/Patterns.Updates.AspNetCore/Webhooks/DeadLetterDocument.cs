namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>An update that was given up.</summary>
internal sealed record DeadLetterDocument(string Offset, int Attempts, DateTimeOffset Time, string Reason);
