namespace Patterns.Updates.AspNetCore.Limits;

/// <summary>A source of chance for several threads, made of one for a single thread.</summary>
internal sealed class Chance(Random random)
{
    private readonly Lock _lock = new();

    /// <summary>A whole number from 0 up to, not including, a limit.</summary>
    public int Below(int limit)
    {
        lock (_lock)
        {
            return random.Next(limit);
        }
    }

    /// <summary>A time from one up to another.</summary>
    public TimeSpan Between(TimeSpan least, TimeSpan most)
    {
        lock (_lock)
        {
            return least + ((most - least) * random.NextDouble());
        }
    }

    /// <summary>Lets a function draw.</summary>
    public T Draw<T>(Func<Random, T> draw)
    {
        lock (_lock)
        {
            return draw(random);
        }
    }
}
