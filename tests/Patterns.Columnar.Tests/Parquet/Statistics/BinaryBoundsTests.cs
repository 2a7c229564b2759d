using System.Text;
using Patterns.Columnar.Parquet.Statistics;

namespace Patterns.Columnar.Tests.Parquet.Statistics;

public sealed class BinaryBoundsTests
{
    [Fact]
    public void Bounds_enclose_their_text_and_are_text_themselves()
    {
        string[] parts = ["a", "é", "漢", "\uD7FF", "\uFFFF", "\U0010FFFF", "🦆", "z"];
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var favourite = parts[random.Next(parts.Length)];
            var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(100)).Select(_ => random.Next(4) > 0 ? favourite : parts[random.Next(parts.Length)])));

            var lower = BinaryBounds.Lower(text, isUtf8: true);
            var upper = BinaryBounds.Upper(text, isUtf8: true);

            Assert.True(lower.AsSpan().SequenceCompareTo(text) <= 0 && lower.Length <= BinaryBounds.MaxByteCount);
            Assert.True(System.Text.Unicode.Utf8.IsValid(lower));
            Assert.True(upper is null || (upper.AsSpan().SequenceCompareTo(text) >= 0 && upper.Length <= BinaryBounds.MaxByteCount + 1));
            Assert.True(upper is null || System.Text.Unicode.Utf8.IsValid(upper));
        }
    }

    [Fact]
    public void Nothing_short_is_above_what_cannot_be_raised()
    {
        Assert.Null(BinaryBounds.Upper([.. Enumerable.Repeat(byte.MaxValue, 65)], isUtf8: false));
        Assert.Null(BinaryBounds.Upper(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("\U0010FFFF", 17))), isUtf8: true));
        Assert.Equal([1, 3], BinaryBounds.Upper([1, 2, .. Enumerable.Repeat(byte.MaxValue, 65)], isUtf8: false));
    }
}
