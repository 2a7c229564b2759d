namespace Patterns.Updates.Connecting;

/// <summary>
/// How long a client waits before it connects again: full jitter over a window that doubles with every failure in a row, above what the server asked
/// for. Pure but for the random numbers. Source: M. Brooker, "Exponential Backoff And Jitter".
/// </summary>
/// <param name="first">Window after the first failure; zero connects at once however often it fails.</param>
/// <param name="max">The largest window.</param>
/// <param name="random">Spreads clients.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan max, Random random)
{
    /// <summary>The longest that a server can make a client wait.</summary>
    public static readonly TimeSpan MaxServerWait = TimeSpan.FromDays(1);

    private TimeSpan? _reconnectionTime;

    /// <summary>Failures since the last answer that was good.</summary>
    public int Failures { get; private set; }

    /// <summary>The server answered, and well.</summary>
    public void Succeed() => Failures = 0;

    /// <summary>The server named, in <c>retry:</c>, how long a client waits before it comes back. It holds from now on.</summary>
    public void SetReconnectionTime(TimeSpan time) => _reconnectionTime = time < MaxServerWait ? time : MaxServerWait;

    /// <summary>The wait after the server ended an answer in good order: what it asked for, or a random part of the first window.</summary>
    public TimeSpan AfterEnd() => _reconnectionTime ?? first * random.NextDouble();

    /// <summary>The wait after a failure, which this call counts.</summary>
    /// <param name="retryAfter">What the server asked for in <c>Retry-After</c>; null when it said nothing.</param>
    public TimeSpan AfterFailure(TimeSpan? retryAfter)
    {
        TimeSpan least = retryAfter is { } asked && asked > (_reconnectionTime ?? default) ? asked : _reconnectionTime ?? default;
        least = least < MaxServerWait ? least : MaxServerWait;
        double window = Math.Min(max.Ticks, first.Ticks * Math.Pow(2, Math.Min(Failures, 60)));
        Failures = Math.Min(Failures + 1, int.MaxValue - 1);
        return least + TimeSpan.FromTicks((long)(window * random.NextDouble()));
    }
}
