namespace Patterns.Tables;

/// <summary>
/// A group of rows inside the lambda of <see cref="GroupedQuery{TKey, T}.Select{TResult}"/>: its members say what to compute and are translated,
/// never called.
/// </summary>
/// <typeparam name="TKey">What the rows are grouped by.</typeparam>
/// <typeparam name="T">The rows.</typeparam>
public sealed class RowGroup<TKey, T>
{
    private RowGroup()
    {
    }

    /// <summary>What the rows of the group have in common; of a key with several parts, use the parts.</summary>
    public TKey Key => throw NotCallable();

    /// <summary>The number of rows.</summary>
    public long Count() => throw NotCallable();

    /// <summary>The number of rows for which a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    public long Count(Func<T, bool> condition) => throw NotCallable();

    /// <summary>The number of different values, nulls left out.</summary>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="selector">The values.</param>
    public long CountDistinct<TValue>(Func<T, TValue> selector) => throw NotCallable();

    /// <summary>About the number of different values, nulls left out: up to 256 exactly, beyond with a standard error of 1.6 %.</summary>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="selector">The values.</param>
    public long ApproximateCountDistinct<TValue>(Func<T, TValue> selector) => throw NotCallable();

    /// <summary>The value below which a share of the values lies, within 1 %, nulls left out; null when there is no value.</summary>
    /// <typeparam name="TValue">A number.</typeparam>
    /// <param name="selector">The values.</param>
    /// <param name="share">A constant from 0 for the smallest over 0.5 for the median to 1 for the largest.</param>
    public double? Quantile<TValue>(Func<T, TValue> selector, double share) => throw NotCallable();

    /// <summary>The value of the first row, which may be null. Rows have the order of the table's files.</summary>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="selector">The values.</param>
    public TValue First<TValue>(Func<T, TValue> selector) => throw NotCallable();

    /// <summary>The value of the last row, which may be null. Rows have the order of the table's files.</summary>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="selector">The values.</param>
    public TValue Last<TValue>(Func<T, TValue> selector) => throw NotCallable();

    /// <summary>Whether a condition holds for all rows.</summary>
    /// <param name="condition">The condition.</param>
    public bool All(Func<T, bool> condition) => throw NotCallable();

    /// <summary>Whether a condition holds for any row.</summary>
    /// <param name="condition">The condition.</param>
    public bool Any(Func<T, bool> condition) => throw NotCallable();

    /// <summary>The sum as a 64-bit integer; a larger one is an error.</summary>
    /// <param name="selector">The values.</param>
    public long Sum(Func<T, long> selector) => throw NotCallable();

    /// <summary>The sum as a 64-bit integer, nulls left out; null when there is no value.</summary>
    /// <param name="selector">The values.</param>
    public long? Sum(Func<T, long?> selector) => throw NotCallable();

    /// <summary>The exact sum.</summary>
    /// <param name="selector">The values.</param>
    public decimal Sum(Func<T, decimal> selector) => throw NotCallable();

    /// <summary>The exact sum, nulls left out; null when there is no value.</summary>
    /// <param name="selector">The values.</param>
    public decimal? Sum(Func<T, decimal?> selector) => throw NotCallable();

    /// <summary>The sum of floating-point numbers, added in the order of the rows.</summary>
    /// <param name="selector">The values.</param>
    public double Sum(Func<T, double> selector) => throw NotCallable();

    /// <summary>The sum of floating-point numbers, nulls left out; null when there is no value.</summary>
    /// <param name="selector">The values.</param>
    public double? Sum(Func<T, double?> selector) => throw NotCallable();

    /// <summary>The mean of integers.</summary>
    /// <param name="selector">The values.</param>
    public double Average(Func<T, long> selector) => throw NotCallable();

    /// <summary>The mean of integers, nulls left out; null when there is no value.</summary>
    /// <param name="selector">The values.</param>
    public double? Average(Func<T, long?> selector) => throw NotCallable();

    /// <summary>The mean, with four digits more than the values and rounded half away from zero.</summary>
    /// <param name="selector">The values.</param>
    public decimal Average(Func<T, decimal> selector) => throw NotCallable();

    /// <summary>The mean, nulls left out; null when there is no value.</summary>
    /// <param name="selector">The values.</param>
    public decimal? Average(Func<T, decimal?> selector) => throw NotCallable();

    /// <summary>The mean of floating-point numbers.</summary>
    /// <param name="selector">The values.</param>
    public double Average(Func<T, double> selector) => throw NotCallable();

    /// <summary>The mean of floating-point numbers, nulls left out; null when there is no value.</summary>
    /// <param name="selector">The values.</param>
    public double? Average(Func<T, double?> selector) => throw NotCallable();

    /// <summary>The smallest value, nulls left out; text is compared by its UTF-8 bytes.</summary>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="selector">The values.</param>
    public TValue Min<TValue>(Func<T, TValue> selector) => throw NotCallable();

    /// <summary>The largest value, nulls left out; text is compared by its UTF-8 bytes.</summary>
    /// <typeparam name="TValue">Type of the values.</typeparam>
    /// <param name="selector">The values.</param>
    public TValue Max<TValue>(Func<T, TValue> selector) => throw NotCallable();

    private static InvalidOperationException NotCallable() => new("A group of rows exists only inside the lambda of a query, where it is translated and not called.");
}
