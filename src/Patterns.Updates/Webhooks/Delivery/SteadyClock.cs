namespace Patterns.Updates.Webhooks.Delivery;

/// <summary>
/// The time of day when it was created, and evenly on from there: when the machine's clock is set, waits become neither longer nor shorter. Thread safe.
/// </summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    public DateTimeOffset Now => _start + time.GetElapsedTime(_startTimestamp);
}
