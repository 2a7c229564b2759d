using System.Numerics;

namespace Patterns.Columnar.Aggregation.Accumulators;

/// <summary>What remains of two values.</summary>
internal interface IReduction<T>
{
    /// <summary>The value that leaves any other as it is.</summary>
    static abstract T Identity { get; }

    static abstract T Reduce(T left, T right);
}

/// <summary>The smaller of two integers.</summary>
internal readonly struct SmallerInteger<T> : IReduction<T>
    where T : IBinaryInteger<T>, IMinMaxValue<T>
{
    public static T Identity => T.MaxValue;

    public static T Reduce(T left, T right) => T.Min(left, right);
}

/// <summary>The larger of two integers.</summary>
internal readonly struct LargerInteger<T> : IReduction<T>
    where T : IBinaryInteger<T>, IMinMaxValue<T>
{
    public static T Identity => T.MinValue;

    public static T Reduce(T left, T right) => T.Max(left, right);
}

/// <summary>The smaller of two floating-point numbers, where NaN is larger than any number, as in Spark.</summary>
internal readonly struct SmallerFloat<T> : IReduction<T>
    where T : IFloatingPointIeee754<T>
{
    public static T Identity => T.NaN;

    public static T Reduce(T left, T right) => T.MinNumber(left, right);
}

/// <summary>The larger of two floating-point numbers, where NaN is larger than any number, as in Spark.</summary>
internal readonly struct LargerFloat<T> : IReduction<T>
    where T : IFloatingPointIeee754<T>
{
    public static T Identity => T.NegativeInfinity;

    public static T Reduce(T left, T right) => T.Max(left, right);
}
