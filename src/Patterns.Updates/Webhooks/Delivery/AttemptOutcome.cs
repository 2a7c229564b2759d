namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>What came of one attempt.</summary>
/// <param name="Kind">What to do about it.</param>
/// <param name="Reason">What happened, in words, without secrets: <c>answered 503</c>.</param>
/// <param name="RetryAfter">How long the endpoint asked to be left alone; zero when it did not.</param>
internal readonly record struct AttemptOutcome(AttemptKind Kind, string Reason = "", TimeSpan RetryAfter = default)
{
    public static AttemptOutcome Delivered => new(AttemptKind.Delivered);
}
