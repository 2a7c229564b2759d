namespace Patterns.Updates.Segments;

/// <summary>Time and chance of a log. Thread safe.</summary>
internal sealed class SegmentClock(TimeProvider timeProvider, Random random)
{
    private readonly Lock _lock = new();

    public TimeProvider TimeProvider => timeProvider;

    public long NowTicks => timeProvider.GetUtcNow().UtcTicks;

    public uint NextSalt()
    {
        lock (_lock)
        {
            return (uint)random.NextInt64(1, 1L << 32);
        }
    }
}
