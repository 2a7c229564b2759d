using System.Globalization;

namespace Patterns.Updates.Webhooks.Signing;

/// <summary>Whether a time that a sender claims is near enough to now. Both ends are inside.</summary>
internal readonly record struct ClockTolerance(DateTimeOffset Now, TimeSpan Tolerance)
{
    // The last second of the year 9999, the last that a DateTimeOffset holds.
    private const long MaxSeconds = 253_402_300_799;

    /// <summary>Reads seconds since 1970 as schemes send them: digits only, no sign and no blank.</summary>
    public static DateTimeOffset? ReadSeconds(ReadOnlySpan<char> text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MaxSeconds
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>Null when the time is near enough, else why not.</summary>
    public WebhookVerification? Refuse(DateTimeOffset timestamp)
    {
        // What is sent is a whole second: the sender's fraction of it is lost and must not make the message look older.
        var age = Now - timestamp;
        if (age >= Tolerance + TimeSpan.FromSeconds(1))
        {
            return WebhookVerification.Refused(
                WebhookOutcome.TooOld,
                $"The message was sent at {timestamp:u}, but it is {Now:u} here and {Tolerance} are tolerated. It is a replay, or one of the clocks is wrong.");
        }

        return -age > Tolerance
            ? WebhookVerification.Refused(
                WebhookOutcome.TooNew,
                $"The message claims to be of {timestamp:u}, but it is {Now:u} here and {Tolerance} are tolerated. One of the clocks is wrong.")
            : null;
    }
}
