using System.Numerics;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

/// <summary>Arithmetic of every width, columns and constants on either side: exact, wrapped around and reported when it overflows.</summary>
public sealed class ArithmeticTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 70), 127, 128, 129, 500];

    [Fact]
    public void Integers_are_exact_or_reported()
    {
        CheckAll<sbyte>(sbyte.MinValue, sbyte.MaxValue);
        CheckAll<short>(short.MinValue, short.MaxValue);
        CheckAll<int>(int.MinValue, int.MaxValue);
        CheckAll<long>(long.MinValue, long.MaxValue);
    }

    [Fact]
    public void Wide_integers_are_added_and_divided_exactly_or_reported()
    {
        CheckExactly<Int128, IntegerOperation.Add<Int128>>(Int128.MinValue, Int128.MaxValue, static (left, right) => left + right);
        CheckExactly<Int128, IntegerOperation.Subtract<Int128>>(Int128.MinValue, Int128.MaxValue, static (left, right) => left - right);
        CheckExactly<Int128, IntegerOperation.Divide<Int128>>(Int128.MinValue, Int128.MaxValue, Quotient);
        CheckExactly<Int128, IntegerOperation.Remainder<Int128>>(Int128.MinValue, Int128.MaxValue, Remainder);
    }

    [Fact]
    public void Floats_have_the_bits_of_the_scalar_loop()
    {
        CheckFloats<float, FloatOperation.Add<float>>(static (left, right) => left + right);
        CheckFloats<float, FloatOperation.Multiply<float>>(static (left, right) => left * right);
        CheckFloats<double, FloatOperation.Add<double>>(static (left, right) => left + right);
        CheckFloats<double, FloatOperation.Subtract<double>>(static (left, right) => left - right);
        CheckFloats<double, FloatOperation.Multiply<double>>(static (left, right) => left * right);
        CheckFloats<double, FloatOperation.Divide<double>>(static (left, right) => left / right, failsOnZero: true);
        CheckFloats<double, FloatOperation.Remainder<double>>(static (left, right) => left % right, failsOnZero: true);
    }

    private static void CheckAll<T>(T min, T max)
        where T : unmanaged, IBinaryInteger<T>
    {
        CheckExactly<T, IntegerOperation.Add<T>>(min, max, static (left, right) => left + right);
        CheckExactly<T, IntegerOperation.Subtract<T>>(min, max, static (left, right) => left - right);
        CheckExactly<T, IntegerOperation.Multiply<T>>(min, max, static (left, right) => left * right);
        CheckExactly<T, IntegerOperation.Divide<T>>(min, max, Quotient);
        CheckExactly<T, IntegerOperation.Remainder<T>>(min, max, Remainder);
    }

    private static BigInteger? Quotient(BigInteger left, BigInteger right) => right.IsZero ? null : BigInteger.Divide(left, right);

    private static BigInteger? Remainder(BigInteger left, BigInteger right) => right.IsZero ? null : BigInteger.Remainder(left, right);

    private static void CheckExactly<T, TOperation>(T min, T max, Func<BigInteger, BigInteger, BigInteger?> oracle)
        where T : unmanaged, IBinaryInteger<T>
        where TOperation : struct, IArithmetic<T>
    {
        T[] extremes = [min, max, T.Zero, T.One, -T.One, min + T.One, max - T.One, max / (T.One + T.One)];
        foreach (var length in Lengths)
        {
            var random = new Random(length);

            // Small values mostly, so that whole columns have results.
            T Next() => random.Next(length % 2 == 0 ? 40 : 3) == 0 ? extremes[random.Next(extremes.Length)] : T.CreateChecked(random.Next(1, 9));
            Check<T, TOperation>(length, Next, (left, right) =>
            {
                var result = oracle(BigInteger.CreateChecked(left), BigInteger.CreateChecked(right));
                var fits = result >= BigInteger.CreateChecked(min) && result <= BigInteger.CreateChecked(max);
                return (fits ? T.CreateChecked(result!.Value) : default, !fits);
            });
        }
    }

    private static void CheckFloats<T, TOperation>(Func<T, T, T> oracle, bool failsOnZero = false)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOperation : struct, IArithmetic<T>
    {
        T[] values = [T.Zero, T.NegativeZero, T.One, -T.One, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.Epsilon, T.Pi, T.E, T.CreateChecked(1e30)];
        foreach (var length in Lengths)
        {
            var random = new Random(length);
            Check<T, TOperation>(
                length,
                () => values[random.Next(length % 2, values.Length)],
                (left, right) => (oracle(left, right), failsOnZero && right == T.Zero));
        }
    }

    private static void Check<T, TOperation>(int length, Func<T> next, Func<T, T, (T Result, bool Fails)> oracle)
        where T : unmanaged, INumber<T>
        where TOperation : struct, IArithmetic<T>
    {
        T[] left = [.. Enumerable.Range(0, length).Select(_ => next())];
        T[] right = [.. Enumerable.Range(0, length).Select(_ => next())];
        var (leftScalar, rightScalar) = (next(), next());
        var results = new T[length];
        var twin = new T[length];

        var hasAll = Arithmetic.Run<T, TOperation, ColumnOperand<T>, ColumnOperand<T>>(new(left), new(right), results);
        AssertSame(hasAll, results, row => oracle(left[row], right[row]));
        Assert.Equal(hasAll, Arithmetic.Scalar<T, TOperation, ColumnOperand<T>, ColumnOperand<T>>(new(left), new(right), twin, 0));
        Assert.Equal(results, twin);

        hasAll = Arithmetic.Run<T, TOperation, ScalarOperand<T>, ColumnOperand<T>>(new(leftScalar), new(right), results);
        AssertSame(hasAll, results, row => oracle(leftScalar, right[row]));

        hasAll = Arithmetic.Run<T, TOperation, ColumnOperand<T>, ScalarOperand<T>>(new(left), new(rightScalar), results);
        AssertSame(hasAll, results, row => oracle(left[row], rightScalar));
    }

    /// <summary>Where a row fails only that is known, not its result.</summary>
    private static void AssertSame<T>(bool hasAll, T[] results, Func<int, (T Result, bool Fails)> oracle)
        where T : unmanaged, INumber<T>
    {
        var anyFails = false;
        for (var row = 0; row < results.Length; row++)
        {
            var (expected, fails) = oracle(row);
            anyFails |= fails;
            Assert.True(fails || expected.Equals(results[row]), $"row {row} of {results.Length}: {results[row]} instead of {expected}");
        }

        Assert.Equal(!anyFails, hasAll);
    }
}
