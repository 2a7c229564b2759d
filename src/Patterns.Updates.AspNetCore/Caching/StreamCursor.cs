using System.Globalization;

namespace Patterns.Updates.AspNetCore.Caching;

/// <summary>
/// The cursor of live answers: the number of the current interval of time, so that a shared cache can answer all who wait at once and yet never
/// serves its own answer back for ever (Durable Streams 1.0, section 10.1).
/// </summary>
internal static class StreamCursor
{
    /// <summary>Length of an interval.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(20);

    /// <summary>When interval 0 began.</summary>
    public static readonly DateTimeOffset Epoch = new(2024, 10, 9, 0, 0, 0, TimeSpan.Zero);

    private const int MaxJitterSeconds = 3600;

    /// <summary>Number of the interval that holds the moment; 0 before the first.</summary>
    public static long At(DateTimeOffset now) => Math.Max(0, (now - Epoch).Ticks / Interval.Ticks);

    /// <summary>The cursor to answer with: the current interval, or one beyond the client's when that is not behind.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="client">What the client sent; null when it sent none.</param>
    /// <param name="random">Spreads the steps beyond the client's cursor.</param>
    public static long Next(DateTimeOffset now, long? client, Random random)
    {
        var current = At(now);
        if (client is not { } sent || sent < current)
        {
            return current;
        }

        var jitter = TimeSpan.FromSeconds(random.Next(1, MaxJitterSeconds + 1));
        return sent + Math.Max(1, jitter.Ticks / Interval.Ticks);
    }

    /// <summary>Reads a client's cursor. What is not a number of up to 15 digits is not one of ours and means none.</summary>
    public static long? Parse(string? text)
        => text is { Length: > 0 and <= 15 } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : null;
}
