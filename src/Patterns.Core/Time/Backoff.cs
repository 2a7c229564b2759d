namespace Patterns.Core;

/// <summary>
/// How long to wait before trying again: longer each time up to a limit, less a random part, so that those who failed together do not come
/// back together. Immutable; the default never waits.
/// </summary>
public readonly record struct Backoff
{
    /// <summary>Creates a backoff.</summary>
    /// <param name="first">The longest wait before the first retry, zero or more.</param>
    /// <param name="limit">The longest wait of all, not less than <paramref name="first"/>.</param>
    /// <param name="factor">By how much the longest wait grows with each retry, 1 or more; 2 doubles it.</param>
    /// <param name="jitter">The random part of a wait, 0 to 1: with 0 every wait is the longest, with 1 it is anything from nothing to that.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public Backoff(TimeSpan first, TimeSpan limit, double factor = 2, double jitter = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, first);
        if (factor is not (>= 1 and <= double.MaxValue))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "A wait grows by a factor of 1 or more.");
        }

        if (jitter is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(jitter), jitter, "The random part of a wait is 0 to 1.");
        }

        First = first;
        Limit = limit;
        Factor = factor;
        Jitter = jitter;
    }

    /// <summary>The longest wait before the first retry.</summary>
    public TimeSpan First { get; }

    /// <summary>The longest wait of all.</summary>
    public TimeSpan Limit { get; }

    /// <summary>By how much the longest wait grows with each retry.</summary>
    public double Factor { get; }

    /// <summary>The random part of a wait, 0 to 1.</summary>
    public double Jitter { get; }

    /// <summary>How long to wait before a retry.</summary>
    /// <param name="retryIndex">0 before the first retry, 1 before the second, and so on.</param>
    /// <param name="random">Source of the random part; used once.</param>
    /// <returns>Zero to <see cref="Limit"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public TimeSpan Wait(int retryIndex, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(retryIndex);
        ArgumentNullException.ThrowIfNull(random);
        var longest = First == TimeSpan.Zero ? 0 : Math.Min(First.Ticks * Math.Pow(Factor, retryIndex), Limit.Ticks);
        return new TimeSpan((long)(longest * (1 - (Jitter * random.NextDouble()))));
    }
}
