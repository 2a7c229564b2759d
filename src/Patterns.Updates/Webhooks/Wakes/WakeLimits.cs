using System.Security.Cryptography;

namespace Patterns.Updates.Webhooks.Wakes;

/// <summary>Checks options, ids and configurations. The messages give the limit, the unit and the value.</summary>
internal static class WakeLimits
{
    private const int MaxIdLength = 200;
    private const int MaxWorkerLength = 200;
    private const int MaxDescriptionLength = 1000;

    private static readonly TimeSpan MinLease = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxLease = TimeSpan.FromMinutes(10);

    public static IEnumerable<string> Failures(WakeSubscriptionsOptions options)
    {
        if (options.AnswerTimeout < TimeSpan.FromSeconds(1) || options.AnswerTimeout > TimeSpan.FromSeconds(60))
        {
            yield return $"{nameof(options.AnswerTimeout)} is 1 to 60 seconds, but is {options.AnswerTimeout}.";
        }

        if (options.DiscoveryInterval < TimeSpan.FromMilliseconds(10) || options.DiscoveryInterval > TimeSpan.FromHours(1))
        {
            yield return $"{nameof(options.DiscoveryInterval)} is 10 milliseconds to 1 hour, but is {options.DiscoveryInterval}.";
        }

        if (options.MaxSubscriptions is < 1 or > 100_000)
        {
            yield return $"{nameof(options.MaxSubscriptions)} is 1 to 100000 subscriptions, but is {options.MaxSubscriptions}.";
        }

        if (options.MaxStreams is < 1 or > 100_000)
        {
            yield return $"{nameof(options.MaxStreams)} is 1 to 100000 feeds, but is {options.MaxStreams}.";
        }

        if ((options.SigningKey is null) != (options.PublicKey is null))
        {
            yield return $"{nameof(options.SigningKey)} and {nameof(options.PublicKey)} are set both or not at all.";
        }

        if (options is { SigningKey: { } key, PublicKey: { } publicKey } && !AreOne(key, publicKey))
        {
            yield return $"{nameof(options.PublicKey)} does not verify what {nameof(options.SigningKey)} signs: they are not the two halves of one Ed25519 key.";
        }
    }

    public static string? WhyNotId(string? id)
        => id is { Length: >= 1 and <= MaxIdLength } && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or ':') && id.Trim('.').Length > 0
            ? null
            : $"The id of a wake subscription has 1 to {MaxIdLength} ASCII letters, digits and -_.~: in it.";

    public static string? WhyNotWorker(string? worker)
        => worker is { Length: >= 1 and <= MaxWorkerLength } && !worker.Any(char.IsControl) ? null : $"The name of a worker has 1 to {MaxWorkerLength} characters, none of them control characters.";

    public static string? WhyNot(WakeConfiguration configuration, int maxStreams)
        => !Enum.IsDefined(configuration.Delivery) ? $"{nameof(configuration.Delivery)} is none of its values: {(int)configuration.Delivery}."
            : configuration.Streams is null || (configuration.Pattern is null && configuration.Streams.Count == 0) ? "A wake subscription has a pattern, feeds, or both."
            : configuration.Pattern is { } pattern && StreamPattern.WhyNot(pattern) is { } whyNotPattern ? whyNotPattern
            : configuration.Streams.Count > maxStreams ? $"A wake subscription has up to {maxStreams} feeds, but {configuration.Streams.Count} are named."
            : WhyNotStreams(configuration.Streams) is { } whyNotStreams ? whyNotStreams
            : configuration.LeaseTime < MinLease || configuration.LeaseTime > MaxLease
                ? $"A lease lasts 1000 to 600000 milliseconds, but this one {configuration.LeaseTime.TotalMilliseconds}."
            : configuration.Description is { Length: > MaxDescriptionLength } ? $"A description has up to {MaxDescriptionLength} characters."
            : (configuration.Delivery == WakeDelivery.Webhook) != (configuration.Url is not null) ? "A URL is given for webhooks, and for them only."
            : (configuration.Delivery == WakeDelivery.PullWake) != (configuration.WakeStream is not null) ? "A wake stream is given for pull-wake, and for it only."
            : configuration.WakeStream is { } wakeStream && FeedName.WhyNot(wakeStream) is { } whyNotName ? $"The wake stream: {whyNotName}"
            : null;

    public static string? WhyNotStreams(IEnumerable<string> streams)
        => streams.Select(FeedName.WhyNot).FirstOrDefault(static whyNot => whyNot is not null);

    private static bool AreOne(IWebhookSigningKey key, WebhookPublicKey publicKey)
    {
        Span<byte> content = stackalloc byte[32];
        RandomNumberGenerator.Fill(content);
        Span<byte> signature = stackalloc byte[WakeSubscriptionsOptions.SignatureBytes];
        if (key.SignatureLength != signature.Length)
        {
            return false;
        }

        key.Sign(content, signature);
        return publicKey.Verify(content, signature);
    }
}
