namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// When a message is tried again: ten attempts over 75.6 hours, each wait changed at random by up to a fifth, so that messages that failed together do
/// not come back together. Source: Standard Webhooks 1.0, "Deliverability and reliability".
/// </summary>
internal static class RetrySchedule
{
    public const int MaxAttempts = 10;

    private const double Spread = 0.2;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>The wait after an attempt that failed; null when it was the last.</summary>
    /// <param name="attempts">How many attempts there were, from 1.</param>
    /// <param name="random">Used once.</param>
    public static TimeSpan? WaitAfter(int attempts, Random random)
        => attempts >= MaxAttempts ? null : Waits[attempts - 1] * (1 - Spread + (2 * Spread * random.NextDouble()));
}
