namespace Patterns.Updates;

/// <summary>How much to read, and of what. Immutable; safe for use by any number of threads.</summary>
public sealed record ReadOptions
{
    /// <summary>The most updates of a page, 100,000.</summary>
    public const int MaxCountLimit = 100_000;

    /// <summary>The defaults: up to 1,000 updates and 1 MiB, of all types.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>The most updates to return, 1 to 100,000; 1,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int MaxCount
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxCountLimit);
            field = value;
        }
    } = 1000;

    /// <summary>The most bytes of payload to return, 1 or more; 1 MiB by default. One update is returned however large it is.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside its range.</exception>
    public int MaxBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1 << 20;

    /// <summary>The types of updates to return, compared ordinally; null for all. The cursor passes over the others.</summary>
    public IReadOnlySet<string>? Types { get; init; }

    /// <summary>Whether an update passes the filter.</summary>
    /// <param name="type">Type of the update, or null.</param>
    public bool Includes(string? type) => Types is null || (type is not null && Types.Contains(type));
}
