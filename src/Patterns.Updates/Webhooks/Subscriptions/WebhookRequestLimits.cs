namespace Patterns.Updates.Webhooks.Subscriptions;

/// <summary>Checks what somebody who wants webhooks asks for.</summary>
internal static class WebhookRequestLimits
{
    private const int MaxTenantLength = 200;
    private const int MaxDescriptionLength = 1000;
    private const int MaxTypes = 100;

    /// <exception cref="ArgumentException">Something is not allowed.</exception>
    public static void Check(WebhookRequest request)
    {
        if (WhyNot(request) is { } whyNot)
        {
            throw new ArgumentException(whyNot, nameof(request));
        }
    }

    private static string? WhyNot(WebhookRequest request)
        => request.Url is null ? "A webhook needs a URL."
            : request.MaxInFlight is < 1 or > WebhookSenderOptions.MaxInFlightLimit
                ? $"{nameof(request.MaxInFlight)} is 1 to {WebhookSenderOptions.MaxInFlightLimit} attempts, but is {request.MaxInFlight}."
            : !Enum.IsDefined(request.Ordering) ? $"{nameof(request.Ordering)} is None or ByKey, but is {(int)request.Ordering}."
            : request.Ownership is { } ownership && !Enum.IsDefined(ownership) ? $"{nameof(request.Ownership)} is none of its values: {(int)ownership}."
            : request.Tenant is null or { Length: > MaxTenantLength } ? $"{nameof(request.Tenant)} has up to {MaxTenantLength} characters."
            : request.Description is { Length: > MaxDescriptionLength } ? $"{nameof(request.Description)} has up to {MaxDescriptionLength} characters."
            : request.Types is { Count: 0 or > MaxTypes } ? $"{nameof(request.Types)} has 1 to {MaxTypes} types or is null for all, but has {request.Types.Count}."
            : request.Types?.Any(static type => type is null or { Length: 0 or > NewUpdate.MaxTextLength }) == true
                ? $"Each of {nameof(request.Types)} has 1 to {NewUpdate.MaxTextLength} characters."
            : null;
}
