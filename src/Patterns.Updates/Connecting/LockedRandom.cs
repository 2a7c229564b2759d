namespace Patterns.Updates.Connecting;

/// <summary>Lets connections that go on side by side share one source of random numbers, which by itself is for one thread at a time.</summary>
internal sealed class LockedRandom(Random random) : Random
{
    private readonly Lock _lock = new();

    public override double NextDouble()
    {
        lock (_lock)
        {
            return random.NextDouble();
        }
    }

    public override int Next()
    {
        lock (_lock)
        {
            return random.Next();
        }
    }

    protected override double Sample() => NextDouble();
}
