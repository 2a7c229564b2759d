using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class BitmapLogicTests
{
    private delegate void Operation(ReadOnlySpan<ulong> left, ReadOnlySpan<ulong> right, Span<ulong> result);

    [Fact]
    public void Words_are_joined_bit_by_bit_for_every_length()
    {
        for (var length = 0; length < 70; length++)
        {
            var random = new Random(length);
            ulong[] left = [.. Enumerable.Range(0, length).Select(_ => (ulong)random.NextInt64())];
            ulong[] right = [.. Enumerable.Range(0, length + 3).Select(_ => (ulong)random.NextInt64())];
            Check(BitmapLogic.And, static (a, b) => a & b);
            Check(BitmapLogic.Or, static (a, b) => a | b);
            Check(BitmapLogic.AndNot, static (a, b) => a & ~b);
            Check(BitmapLogic.Xor, static (a, b) => a ^ b);
            Check(static (a, _, result) => BitmapLogic.Not(a, result), static (a, _) => ~a);

            void Check(Operation operation, Func<ulong, ulong, ulong> oracle)
            {
                var result = new ulong[length];
                operation(left, right, result);
                Assert.Equal(left.Zip(right, oracle), result);

                // In place, as selections are narrowed.
                ulong[] inPlace = [.. left];
                operation(inPlace, right, inPlace);
                Assert.Equal(result, inPlace);
            }
        }
    }

    [Fact]
    public void Null_safe_equality_holds_where_both_are_null_and_fails_where_one_is()
    {
        var random = new Random(1);
        for (var length = 0; length < 20; length++)
        {
            ulong[] left = [.. Enumerable.Range(0, length).Select(_ => (ulong)random.NextInt64())];
            ulong[] right = [.. Enumerable.Range(0, length).Select(_ => (ulong)random.NextInt64())];
            ulong[] equal = [.. Enumerable.Range(0, length).Select(_ => (ulong)random.NextInt64())];
            ulong[] bits = [.. equal];

            NullSafety.Apply(left, right, bits);

            Assert.Equal(Enumerable.Range(0, length).Select(word => (left[word] & right[word] & equal[word]) | (~left[word] & ~right[word])), bits);
        }
    }
}
