namespace Patterns.Columnar;

/// <summary>What an <see cref="Aggregate"/> computes of the rows of a group. Nulls are left out of all but
/// <see cref="CountAll"/>, <see cref="First"/> and <see cref="Last"/>.</summary>
public enum AggregateFunction
{
    /// <summary>The number of rows, <c>count(*)</c>.</summary>
    CountAll,

    /// <summary>The number of values.</summary>
    Count,

    /// <summary>The number of different values, exactly. Every NaN is the same value, and -0.0 is 0.0.</summary>
    CountDistinct,

    /// <summary>The sum. Of integers a bigint, of decimal(p,s) a decimal(p+10,s) of at most 38 digits, of floating-point numbers a double.</summary>
    Sum,

    /// <summary>
    /// The mean. Of decimal(p,s) a decimal(p+4,s+4) of at most 38 digits, rounded half away from zero; of other numbers a double.
    /// </summary>
    Average,

    /// <summary>The smallest value. Text is compared by its UTF-8 bytes, NaN is larger than any number, false is smaller than true.</summary>
    Min,

    /// <summary>The largest value, in the order of <see cref="Min"/>.</summary>
    Max,

    /// <summary>
    /// The number of different values, by HyperLogLog with 4,096 registers: up to 256 as good as exact, beyond with a standard error of 1.6 %. A group
    /// takes at most about 4 KiB, however many values it has.
    /// </summary>
    ApproximateCountDistinct,

    /// <summary>
    /// The value at a share of the way from the smallest to the largest, by DDSketch, as a double: within 1 % of the exact one, which is the value at
    /// position floor(share · (n - 1)) of the n values in order. Numbers below 1e-300 count as zero; NaN is larger than any number.
    /// </summary>
    Quantile,

    /// <summary>The value of the first row, also when it is null.</summary>
    First,

    /// <summary>The value of the last row, also when it is null.</summary>
    Last,

    /// <summary>The first value that is not null.</summary>
    FirstNotNull,

    /// <summary>The last value that is not null.</summary>
    LastNotNull,

    /// <summary>Whether all values are true.</summary>
    All,

    /// <summary>Whether any value is true.</summary>
    Any,
}
