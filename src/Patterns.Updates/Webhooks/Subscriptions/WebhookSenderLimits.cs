using System.Globalization;

namespace Patterns.Updates.Webhooks.Subscriptions;

/// <summary>Checks the options of a sender. The messages give the limit, the unit and the value.</summary>
internal static class WebhookSenderLimits
{
    public static IEnumerable<string> Failures(WebhookSenderOptions options)
    {
        (string Name, TimeSpan Value, TimeSpan Least, TimeSpan Most)[] times =
        [
            (nameof(options.AnswerTimeout), options.AnswerTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)),
            (nameof(options.DisableAfter), options.DisableAfter, TimeSpan.FromHours(1), TimeSpan.FromDays(90)),
            (nameof(options.SaveInterval), options.SaveInterval, TimeSpan.Zero, TimeSpan.FromSeconds(60)),
            ("Targets.ConnectTimeout", options.Targets.ConnectTimeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(60)),
        ];
        foreach (var (name, value, least, most) in times)
        {
            if (value < least || value > most)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"{name} is {least.TotalSeconds} to {most.TotalSeconds} seconds, but is {value.TotalSeconds}.");
            }
        }

        (string Name, int Value, int Least, int Most, string Unit)[] numbers =
        [
            (nameof(options.MaxConcurrency), options.MaxConcurrency, 1, 100_000, "attempts"),
            (nameof(options.MaxPayloadBytes), options.MaxPayloadBytes, 1024, 16 * 1024 * 1024, "bytes"),
            (nameof(options.MaxPending), options.MaxPending, 64, 100_000, "updates"),
            ("Targets.MaxUrlLength", options.Targets.MaxUrlLength, 1, 8192, "characters"),
            ("Targets.MaxResponseBytes", options.Targets.MaxResponseBytes, 0, 1024 * 1024, "bytes"),
        ];
        foreach (var (name, value, least, most, unit) in numbers)
        {
            if (value < least || value > most)
            {
                yield return $"{name} is {least} to {most} {unit}, but is {value}.";
            }
        }

        if (!Enum.IsDefined(options.Ownership))
        {
            yield return $"{nameof(options.Ownership)} is none of its values: {(int)options.Ownership}.";
        }

        if (string.IsNullOrEmpty(options.Origin) || Uri.CheckHostName(options.Origin) == UriHostNameType.Unknown)
        {
            yield return $"{nameof(options.Origin)} is a DNS name, but is '{options.Origin}'.";
        }

        if (options.FeedsUrl is null || options.FeedsUrl.EndsWith('/'))
        {
            yield return $"{nameof(options.FeedsUrl)} is a URL or path without a slash at the end, but is '{options.FeedsUrl}'.";
        }

        if (options.EventFeed is { } feed && FeedName.WhyNot(feed) is { } whyNot)
        {
            yield return $"{nameof(options.EventFeed)}: {whyNot}";
        }
    }
}
