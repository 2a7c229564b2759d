using System.Globalization;

namespace Patterns.Core;

/// <summary>
/// The instants from <see cref="Start"/> up to, but not including, <see cref="End"/>. The default is empty. Windows that share an end and a start meet
/// without a gap and without an overlap.
/// </summary>
public readonly record struct TimeWindow
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>Creates a window.</summary>
    /// <param name="start">The first instant; kept in UTC.</param>
    /// <param name="end">The first instant after the window, not before <paramref name="start"/>; kept in UTC.</param>
    /// <exception cref="ArgumentOutOfRangeException">The end is before the start.</exception>
    public TimeWindow(DateTimeOffset start, DateTimeOffset end)
    {
        if (end < start)
        {
            throw new ArgumentOutOfRangeException(nameof(end), end, $"A window does not end before it starts, here at {start:O}.");
        }

        Start = start.ToUniversalTime();
        End = end.ToUniversalTime();
    }

    /// <summary>The first instant, UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The first instant after the window, UTC.</summary>
    public DateTimeOffset End { get; }

    /// <summary>Time between start and end, not negative.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>Whether the window has no instant, because it ends where it starts.</summary>
    public bool IsEmpty => Start == End;

    /// <summary>Whether the instant is in the window; its start is, its end is not.</summary>
    /// <param name="instant">An instant at any offset.</param>
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    /// <summary>Whether some instant is in both windows; windows that only meet have none.</summary>
    /// <param name="other">The other window.</param>
    public bool Overlaps(TimeWindow other) => !Intersect(other).IsEmpty;

    /// <summary>The instants that are in both windows; the default when there are none.</summary>
    /// <param name="other">The other window.</param>
    public TimeWindow Intersect(TimeWindow other)
    {
        var start = Start > other.Start ? Start : other.Start;
        var end = End < other.End ? End : other.End;
        return start < end ? new TimeWindow(start, end) : default;
    }

    /// <summary>Both ends in ISO 8601, UTC: <c>[2026-07-01T00:00:00Z, 2026-10-01T00:00:00Z)</c>.</summary>
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"[{Start.ToString(Format, CultureInfo.InvariantCulture)}, {End.ToString(Format, CultureInfo.InvariantCulture)})");
}
