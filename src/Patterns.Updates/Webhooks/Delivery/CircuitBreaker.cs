using Patterns.Core;

namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// Spares an endpoint that fails again and again: after ten failures in a row nothing is sent for a while, then one message at a time until one
/// arrives. Ten, so that the attempts of a single message never open it before its last. Immutable.
/// </summary>
internal readonly record struct CircuitBreaker(int Failures, DateTimeOffset OpenUntil)
{
    public const int Threshold = RetrySchedule.MaxAttempts;

    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), jitter: 0.2);

    /// <summary>Whether only one message at a time may be tried, from <see cref="OpenUntil"/> on.</summary>
    public bool IsOpen => Failures >= Threshold;

    public CircuitBreaker Failed(DateTimeOffset now, Random random)
    {
        var failures = Math.Min(Failures + 1, Threshold + 30);
        return failures < Threshold ? this with { Failures = failures } : new(failures, now + Pauses.Wait(failures - Threshold, random));
    }
}
