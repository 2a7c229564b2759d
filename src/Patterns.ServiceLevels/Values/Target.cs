using Patterns.Core;
using Patterns.ServiceLevels.Values;

namespace Patterns.ServiceLevels;

/// <summary>
/// The share of good events that is promised or aimed for, exactly as written: 99.9 % is 999/1000, never a nearby binary fraction. More than 0 and less than 1.
/// Immutable. The default is no target (0 %), and everything that takes a target refuses it.
/// </summary>
/// <remarks>
/// 100 % is no target: it leaves no budget, so nothing may ever be changed (Site Reliability Engineering, chapter 3). The denominator in lowest terms is at
/// most <see cref="MaxDenominator"/>, which is nine nines, so that every comparison with 64-bit counts fits 128 bits.
/// </remarks>
public readonly record struct Target : IComparable<Target>
{
    /// <summary>The largest denominator in lowest terms: 1,000,000,000.</summary>
    public const long MaxDenominator = 1_000_000_000;

    /// <summary>Creates a target from a fraction.</summary>
    /// <param name="value">More than 0 and less than 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is no target: 0 or less, 1 or more, or finer than <see cref="MaxDenominator"/>.</exception>
    public Target(Ratio value)
    {
        if (Problem(value) is { } problem)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{value} is no target: {problem}");
        }

        Value = value;
    }

    /// <summary>The share of good events, for example 999/1000.</summary>
    public Ratio Value { get; }

    /// <summary>The share of bad events that is allowed, for example 1/1000.</summary>
    public Ratio Budget => Value.Complement();

    /// <summary>Whether this is the default, which is no target.</summary>
    public bool IsEmpty => Value.Numerator == 0;

    /// <summary>Whether the left one is lower.</summary>
    /// <param name="left">One target.</param>
    /// <param name="right">The other target.</param>
    public static bool operator <(Target left, Target right) => left.Value < right.Value;

    /// <summary>Whether the left one is higher.</summary>
    /// <param name="left">One target.</param>
    /// <param name="right">The other target.</param>
    public static bool operator >(Target left, Target right) => left.Value > right.Value;

    /// <summary>Whether the left one is lower or the same.</summary>
    /// <param name="left">One target.</param>
    /// <param name="right">The other target.</param>
    public static bool operator <=(Target left, Target right) => left.Value <= right.Value;

    /// <summary>Whether the left one is higher or the same.</summary>
    /// <param name="left">One target.</param>
    /// <param name="right">The other target.</param>
    public static bool operator >=(Target left, Target right) => left.Value >= right.Value;

    /// <summary>Reads a number of percent: <c>99.9</c> is 999/1000. A percent sign at the end is allowed.</summary>
    /// <param name="text">Decimal text; the culture plays no part.</param>
    /// <exception cref="FormatException">The text is no decimal number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is no target.</exception>
    public static Target Percent(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var number = text.TrimEnd();
        return new Target(Read(number.EndsWith('%') ? number : number + "%", text));
    }

    /// <summary>Reads <c>0.999</c>, <c>99.9%</c> or <c>999/1000</c>.</summary>
    /// <param name="text">The text; the culture plays no part.</param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is no target.</exception>
    public static Target Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Target(Read(text, text));
    }

    /// <summary>Whether the counts reach the target. Exactly at the target is reached; without events there is nothing to miss, so that is reached too.</summary>
    /// <param name="counts">Good and all events.</param>
    public bool IsMetBy(EventCounts counts) => RatioMath.IsAtLeast(counts.Good, Value.Denominator, counts.Total, Value.Numerator);

    /// <summary>The largest number of bad events with which the target is still met: the budget's share of all events, rounded down.</summary>
    /// <param name="total">All events, 0 or more.</param>
    public long AllowedBad(long total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        return (long)((Int128)total * (Value.Denominator - Value.Numerator) / Value.Denominator);
    }

    /// <inheritdoc/>
    public int CompareTo(Target other) => Value.CompareTo(other.Value);

    /// <summary>The target in percent, exactly: <c>99.9 %</c>; as a fraction where percents would not end, <c>2/3</c>.</summary>
    public override string ToString() => Percentage.Exact(Value) ?? Value.ToString();

    private static Ratio Read(string number, string text)
    {
        try
        {
            return Ratio.Parse(number);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"'{text}' is no target. Write decimal text such as 99.9, or 0.999 where a share is expected.", exception);
        }
    }

    private static string? Problem(Ratio value) => value switch
    {
        _ when value <= Ratio.Zero => "it is 0 % or less, which everything meets. Take more than 0 %, for example 99.9 %.",
        _ when value >= Ratio.One => "it is 100 % or more, which leaves no budget for any failure or change. Take less than 100 %, for example 99.9 %.",
        _ when value.Denominator > MaxDenominator => $"its denominator is more than {MaxDenominator}. Take fewer digits; nine nines are the finest.",
        _ => null,
    };
}
