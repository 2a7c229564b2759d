namespace Patterns.Updates.AspNetCore.Sse;

/// <summary>What all streams of a hub share about time: a clock that is read once per tick, not once per write, and the limits.</summary>
/// <param name="Heartbeat">Longest silence.</param>
/// <param name="Stall">How long a client may leave a write pending.</param>
/// <param name="MaxLagBytes">How far behind a client with a pending write may fall, in bytes of the chain.</param>
internal sealed record StreamClock(TimeSpan Heartbeat, TimeSpan Stall, long MaxLagBytes)
{
    private long _now;

    /// <summary>Time since some moment, as of the last tick.</summary>
    public TimeSpan Now
    {
        get => new(Volatile.Read(ref _now));
        set => Volatile.Write(ref _now, value.Ticks);
    }
}
