using System.Text.Json;

namespace Patterns.Updates.AspNetCore.Webhooks;

/// <summary>A subscription; its secret only when it is made, its status only when it is shown alone.</summary>
internal sealed record SubscriptionDocument(
    string Id, string Feed, string Url, string[]? Types, string Ordering, int MaxInFlight, string? Description, string Ownership, bool IsVerified, DateTimeOffset CreatedAt,
    string? Secret = null, StatusDocument? Status = null)
{
    public static SubscriptionDocument Of(WebhookSubscription subscription) => new(
        subscription.Id,
        subscription.Feed,
        subscription.Url.AbsoluteUri,
        subscription.Types?.ToArray(),
        Word(subscription.Ordering),
        subscription.MaxInFlight,
        subscription.Description,
        Word(subscription.Ownership),
        subscription.IsVerified,
        subscription.CreatedAt);

    public SubscriptionDocument With(WebhookStatus status) => this with
    {
        Status = new StatusDocument(
            status.Cursor.ToString(),
            status.Pending,
            status.InFlight,
            status.FailingSince,
            status.PausedUntil,
            status.IsBreakerOpen,
            status.Disabled is { } disabled ? Word(disabled) : null,
            [.. status.DeadLetters.Select(static letter => new DeadLetterDocument(letter.Offset.ToString(), letter.Attempts, letter.Time, letter.Reason))]),
    };

    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum
        => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
