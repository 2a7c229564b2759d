using Patterns.Columnar.Kernels;

namespace Patterns.Columnar.Tests.Kernels;

public sealed class NullSpreadingTests
{
    [Fact]
    public void Values_spread_to_their_rows_and_pack_again()
    {
        foreach (var percent in new[] { 0, 1, 50, 99, 100 })
        {
            foreach (var count in new[] { 0, 1, 63, 64, 65, 200, 1000 })
            {
                foreach (var start in new[] { 0, 1, 63, 64, 100 })
                {
                    var random = new Random(count);
                    var bits = Enumerable.Range(0, start + count).Select(_ => random.Next(100) < percent).ToArray();
                    var validity = new ulong[(bits.Length / 64) + 1];
                    for (var index = 0; index < bits.Length; index++)
                    {
                        validity[index >> 6] |= bits[index] ? 1UL << index : 0;
                    }

                    var expected = bits[start..].Select((bit, row) => bit ? row + 1L : 0).ToArray();
                    var dense = expected.Where(static value => value != 0).ToArray();
                    var values = new long[count];
                    Array.Fill(values, -1);
                    dense.CopyTo(values, 0);

                    NullSpreading.Spread(values.AsSpan(), dense.Length, validity, start);
                    var packed = new long[count];
                    var packedCount = NullPacking.Pack<long>(values, validity, start, packed);

                    Assert.Equal(expected, values);
                    Assert.Equal(dense, packed[..packedCount]);
                }
            }
        }
    }
}
