using System.Globalization;
using Patterns.Core;

namespace Patterns.ServiceLevels;

/// <summary>How many events there were and how many of them were good. Immutable; the default has none.</summary>
public readonly record struct EventCounts
{
    /// <summary>Creates counts.</summary>
    /// <param name="good">Good events, 0 to <paramref name="total"/>.</param>
    /// <param name="total">All valid events, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative, or there are more good events than events.</exception>
    public EventCounts(long good, long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(good);
        if (total < good)
        {
            throw new ArgumentOutOfRangeException(nameof(total), total, $"There are not more good events than events, here {good}. For counters that were read at different instants use {nameof(EventCounts)}.{nameof(Clamp)}.");
        }

        Good = good;
        Total = total;
    }

    private EventCounts(long good, long total, bool isChecked)
    {
        _ = isChecked;
        Good = good;
        Total = total;
    }

    /// <summary>Good events.</summary>
    public long Good { get; }

    /// <summary>All valid events.</summary>
    public long Total { get; }

    /// <summary>Bad events: all that are not good.</summary>
    public long Bad => Total - Good;

    /// <summary>Whether there is no event.</summary>
    public bool IsEmpty => Total == 0;

    /// <summary>The share of good events, or null when there is none.</summary>
    public Ratio? Attainment => Total == 0 ? null : new Ratio(Good, Total);

    /// <summary>Both sides together.</summary>
    /// <param name="left">One side.</param>
    /// <param name="right">The other side.</param>
    /// <exception cref="OverflowException">There are more than 2^63 - 1 events.</exception>
    public static EventCounts operator +(EventCounts left, EventCounts right)
        => new(checked(left.Good + right.Good), checked(left.Total + right.Total));

    /// <summary>What was added since an earlier reading.</summary>
    /// <param name="left">The later sum.</param>
    /// <param name="right">The earlier sum.</param>
    /// <exception cref="ArgumentOutOfRangeException">The later sum has fewer good or bad events.</exception>
    public static EventCounts operator -(EventCounts left, EventCounts right) => new(left.Good - right.Good, left.Total - right.Total);

    /// <summary>Counts of two counters that were not read at the same instant: negative is 0, and good events beyond all are left out.</summary>
    /// <param name="good">Good events as read.</param>
    /// <param name="total">All events as read.</param>
    public static EventCounts Clamp(long good, long total) => new(Math.Clamp(good, 0, Math.Max(total, 0)), Math.Max(total, 0));

    /// <summary>Both sides together; the same as <c>+</c>.</summary>
    /// <param name="other">The other side.</param>
    public EventCounts Add(EventCounts other) => this + other;

    /// <summary>What was added since an earlier reading; the same as <c>-</c>.</summary>
    /// <param name="earlier">The earlier sum.</param>
    public EventCounts Subtract(EventCounts earlier) => this - earlier;

    /// <summary>Counts that were checked before.</summary>
    internal static EventCounts Unchecked(long good, long total) => new(good, total, isChecked: true);

    /// <summary>For example <c>999 of 1000 good</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Good} of {Total} good");
}
