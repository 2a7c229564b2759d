using System.Numerics;
using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

/// <summary>Roundings and scales of decimals against integers of any size.</summary>
public sealed class DecimalKernelTests
{
    [Fact]
    public void Quotients_are_rounded_as_their_mode_says()
    {
        var random = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var value = Value(random);
            var divisor = PowersOfTen.Int128(random.Next(20));
            foreach (var mode in Enum.GetValues<MidpointRounding>().Where(static mode => mode != MidpointRounding.ToZero))
            {
                Assert.Equal(Round((BigInteger)value, (BigInteger)divisor, mode), (BigInteger)DecimalRounding.Divide(value, divisor, mode));
            }

            Assert.Equal(Round((BigInteger)value, (BigInteger)divisor, MidpointRounding.AwayFromZero), (BigInteger)DecimalRounding.DivideHalfUp(value, divisor));
            var (quotient, isExact) = DecimalRounding.DivideFloor(value, divisor);
            Assert.Equal((Round((BigInteger)value, (BigInteger)divisor, MidpointRounding.ToNegativeInfinity), value % divisor == 0), ((BigInteger)quotient, isExact));
        }
    }

    [Fact]
    public void A_scale_is_changed_exactly_or_refused()
    {
        var random = new Random(2);
        for (var round = 0; round < 20_000; round++)
        {
            var value = Value(random);
            var (from, to, precision) = (random.Next(39), random.Next(39), random.Next(1, 39));
            var exact = from > to
                ? Round((BigInteger)value, BigInteger.Pow(10, from - to), MidpointRounding.AwayFromZero)
                : (BigInteger)value * BigInteger.Pow(10, to - from);

            Assert.Equal(BigInteger.Abs(exact) < BigInteger.Pow(10, precision), DecimalRounding.TryRescale(value, from, to, precision, out var result));
            Assert.True(BigInteger.Abs(exact) >= BigInteger.Pow(10, precision) || exact == (BigInteger)result, $"{value} from scale {from} to {to}: {result}");
        }
    }

    [Fact]
    public void Operations_are_exact_or_refused()
    {
        var random = new Random(3);
        for (var round = 0; round < 20_000; round++)
        {
            var (left, right) = (Value(random), Value(random));
            var operation = new DecimalOperation(random.Next(20), random.Next(20), random.Next(1, 39), random.Next(20));
            var scale = Math.Max(operation.LeftScale, operation.RightScale);
            var a = (BigInteger)left * BigInteger.Pow(10, scale - operation.LeftScale);
            var b = (BigInteger)right * BigInteger.Pow(10, scale - operation.RightScale);

            Check(operation.TryAdd(left, right, out var result), result, AtScale(a + b, scale));
            Check(operation.TryMultiply(left, right, out result), result, AtScale((BigInteger)left * right, operation.LeftScale + operation.RightScale));
            Check(operation.TryDivide(left, right, out result), result, b.IsZero ? null : Round(a * BigInteger.Pow(10, operation.Scale) * b.Sign, BigInteger.Abs(b), MidpointRounding.AwayFromZero));
            Check(operation.TryRemainder(left, right, out result), result, b.IsZero ? null : AtScale(a % b, scale));
            var quotient = b.IsZero ? (BigInteger?)null : BigInteger.Divide(a, b);
            var fits = quotient >= long.MinValue && quotient <= long.MaxValue;
            Assert.Equal(fits, operation.TryQuotient(left, right, out var whole));
            Assert.True(!fits || quotient == whole, $"{left} DIV {right}: {whole}");

            BigInteger AtScale(BigInteger value, int from) => from > operation.Scale
                ? Round(value, BigInteger.Pow(10, from - operation.Scale), MidpointRounding.AwayFromZero)
                : value * BigInteger.Pow(10, operation.Scale - from);

            void Check(bool hasResult, Int128 found, BigInteger? expected)
            {
                var isExpected = expected is { } value && BigInteger.Abs(value) < BigInteger.Pow(10, operation.Precision);
                Assert.True(hasResult == isExpected && (!hasResult || expected == (BigInteger)found), $"{left}, {right}, {operation}: {found} instead of {expected}");
            }
        }
    }

    private static Int128 Value(Random random) => random.Next(6) switch
    {
        0 => random.Next(-20, 20),
        1 => PowersOfTen.Int128(random.Next(38)) * random.Next(-5, 6) / 2,
        2 => PowersOfTen.Int128(38) - 1,
        3 => 1 - PowersOfTen.Int128(38),
        _ => (Int128)random.NextInt64(long.MinValue, long.MaxValue) * random.Next(1_000_000),
    };

    private static BigInteger Round(BigInteger value, BigInteger divisor, MidpointRounding mode)
    {
        var floor = BigInteger.Divide(value - ((value % divisor + divisor) % divisor), divisor);
        var rest = (2 * (value - (floor * divisor))).CompareTo(divisor);
        var isWhole = value == floor * divisor;
        return mode switch
        {
            _ when isWhole => floor,
            MidpointRounding.ToNegativeInfinity => floor,
            MidpointRounding.ToPositiveInfinity => floor + 1,
            _ when rest != 0 => rest > 0 ? floor + 1 : floor,
            MidpointRounding.ToEven => floor.IsEven ? floor : floor + 1,
            _ => value > 0 ? floor + 1 : floor,
        };
    }
}
