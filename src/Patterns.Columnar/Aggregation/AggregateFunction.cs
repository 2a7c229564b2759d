namespace Patterns.Columnar;

/// <summary>What an <see cref="Aggregate"/> computes of the rows of a group. Nulls are left out of all but <see cref="CountAll"/>.</summary>
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
}
