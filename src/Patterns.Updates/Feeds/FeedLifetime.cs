namespace Patterns.Updates.Feeds;

/// <summary>When a feed that expires is gone: at a moment, or when it has been idle for long. Thread safe.</summary>
internal sealed class FeedLifetime(FeedConfiguration configuration, TimeProvider timeProvider)
{
    private long _lastUsedTicks = timeProvider.GetUtcNow().UtcTicks;
    private int _waiting;

    /// <summary>Null when the feed never expires.</summary>
    public DateTimeOffset? ExpiresAt => configuration switch
    {
        { ExpiresAt: { } at } => at,
        { TimeToLive: { } time } => After(time),
        _ => null,
    };

    /// <summary>A feed that somebody waits on is in use.</summary>
    public bool IsExpired => ExpiresAt is { } at && timeProvider.GetUtcNow() >= at && (configuration.ExpiresAt is not null || Volatile.Read(ref _waiting) == 0);

    public void Touch()
    {
        if (configuration.TimeToLive is not null)
        {
            Volatile.Write(ref _lastUsedTicks, timeProvider.GetUtcNow().UtcTicks);
        }
    }

    public void BeginWait() => Interlocked.Increment(ref _waiting);

    public void EndWait()
    {
        Touch();
        Interlocked.Decrement(ref _waiting);
    }

    private DateTimeOffset? After(TimeSpan time)
    {
        var lastUsed = new DateTimeOffset(Volatile.Read(ref _lastUsedTicks), TimeSpan.Zero);
        return time <= DateTimeOffset.MaxValue - lastUsed ? lastUsed + time : null;
    }
}
