namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>Where delivery stands.</summary>
internal sealed record StatusDocument(
    string Cursor, int Pending, int InFlight, DateTimeOffset? FailingSince, DateTimeOffset? PausedUntil, bool IsBreakerOpen, string? Disabled, DeadLetterDocument[] DeadLetters);
