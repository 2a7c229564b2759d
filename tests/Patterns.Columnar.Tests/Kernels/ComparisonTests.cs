using System.Numerics;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

/// <summary>Comparisons of every width: whole vectors answer like the scalar loop, which answers like C#.</summary>
public sealed class ComparisonTests
{
    private static readonly int[] Lengths = [.. Enumerable.Range(0, 140), 191, 192, 193, 1000];

    [Fact]
    public void Integers_of_every_width_are_compared()
    {
        CheckAll<sbyte>(static random => (sbyte)random.Next(-3, 3));
        CheckAll<sbyte>(static random => (sbyte)random.Next(sbyte.MinValue, sbyte.MaxValue + 1));
        CheckAll<short>(static random => (short)(random.Next(3) == 0 ? short.MinValue : random.Next(-2, 3)));
        CheckAll<int>(static random => random.Next(3) == 0 ? int.MaxValue : random.Next(-2, 3));
        CheckAll<long>(static random => random.Next(3) == 0 ? long.MinValue : random.NextInt64(-2, 3));
        CheckAll<Int128>(static random => random.Next(3) == 0 ? Int128.MinValue : random.Next(-2, 3));
    }

    [Fact]
    public void Floats_are_compared_with_NaN_above_everything_and_both_zeros_equal()
    {
        CheckFloats<float>([0f, -0f, 1.5f, -1.5f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon]);
        CheckFloats<double>([0d, -0d, 1.5, -1.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(2, 1)]
    [InlineData(2, 5)]
    [InlineData(7, 100)]
    public void Codes_in_a_range_are_found(int first, int count)
    {
        foreach (var length in Lengths.Append(70 * 64 + 5))
        {
            var random = new Random(length);
            int[] codes = [.. Enumerable.Range(0, length).Select(_ => random.Next(10))];
            var bits = Garbage(length);
            CodesInRange.Run(codes, first, count, bits);
            Assert.Equal(Pack(codes, code => code >= first && code < first + count), bits);
        }
    }

    private static void CheckAll<T>(Func<Random, T> next)
        where T : unmanaged, IComparisonOperators<T, T, bool>
    {
        Check<T, Comparison.EqualTo<T>>(next, static (left, right) => left == right);
        Check<T, Comparison.LessThan<T>>(next, static (left, right) => left < right);
        Check<T, Comparison.LessThanOrEqual<T>>(next, static (left, right) => left <= right);
    }

    private static void CheckFloats<T>(T[] values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T Next(Random random) => values[random.Next(values.Length)];
        Check<T, Comparison.TotalEqualTo<T>>(Next, static (left, right) => left == right || (T.IsNaN(left) && T.IsNaN(right)));
        Check<T, Comparison.TotalLessThan<T>>(Next, static (left, right) => left < right || (T.IsNaN(right) && !T.IsNaN(left)));
        Check<T, Comparison.IsNaN<T>>(Next, static (left, _) => T.IsNaN(left));
    }

    private static void Check<T, TComparison>(Func<Random, T> next, Func<T, T, bool> oracle)
        where T : unmanaged
        where TComparison : struct, IComparison<T>
    {
        foreach (var length in Lengths)
        {
            var random = new Random(length);
            T[] left = [.. Enumerable.Range(0, length).Select(_ => next(random))];
            T[] right = [.. Enumerable.Range(0, length).Select(_ => next(random))];
            var scalar = next(random);
            var (run, twin) = (Garbage(length), Garbage(length));

            CompareColumns.Run<T, TComparison>(left, right, run);
            CompareColumns.Scalar<T, TComparison>(left, right, twin);
            Assert.Equal(Pack(Enumerable.Range(0, length).ToArray(), row => oracle(left[row], right[row])), run);
            Assert.Equal(run, twin);

            CompareToScalar.Run<T, TComparison>(left, scalar, run);
            CompareToScalar.Scalar<T, TComparison>(left, scalar, twin);
            Assert.Equal(Pack(left, value => oracle(value, scalar)), run);
            Assert.Equal(run, twin);
        }
    }

    private static ulong[] Garbage(int length) => [.. Enumerable.Repeat(0xDEAD_BEEF_DEAD_BEEF, (length + 63) / 64)];

    private static ulong[] Pack<T>(T[] values, Func<T, bool> test)
    {
        var words = new ulong[(values.Length + 63) / 64];
        for (var index = 0; index < values.Length; index++)
        {
            words[index >> 6] |= test(values[index]) ? 1UL << index : 0;
        }

        return words;
    }
}
