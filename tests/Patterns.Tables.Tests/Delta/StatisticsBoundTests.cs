using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Tests.Delta;

public sealed class StatisticsBoundTests
{
    private static readonly string Long = new('x', 40);

    [Fact]
    public void Text_of_up_to_32_characters_stays_as_it_is()
    {
        Assert.Equal("short", StatisticsBound.Lower("short", DataType.String));
        Assert.Equal(new string('z', 32), StatisticsBound.Upper(new string('z', 32), DataType.String));
    }

    [Fact]
    public void Longer_text_is_cut_below_and_rounded_up_above()
    {
        Assert.Equal(new string('x', 32), StatisticsBound.Lower(Long, DataType.String));
        Assert.Equal(new string('x', 31) + "y", StatisticsBound.Upper(Long, DataType.String));
    }

    [Fact]
    public void A_last_character_without_a_successor_is_left_to_the_one_before()
    {
        var last = char.ConvertFromUtf32(0x10FFFF);

        Assert.Equal("b", StatisticsBound.Upper("a" + string.Concat(Enumerable.Repeat(last, 40)), DataType.String));
        Assert.Null(StatisticsBound.Upper(string.Concat(Enumerable.Repeat(last, 40)), DataType.String));
    }

    [Fact]
    public void A_surrogate_pair_counts_as_one_character_and_is_never_split()
    {
        var text = string.Concat(Enumerable.Repeat("😀", 40));

        Assert.Equal(64, Assert.IsType<string>(StatisticsBound.Lower(text, DataType.String)).Length);
        Assert.EndsWith("😁", Assert.IsType<string>(StatisticsBound.Upper(text, DataType.String)), StringComparison.Ordinal);
        Assert.EndsWith("\uE000", Assert.IsType<string>(StatisticsBound.Upper(new string('\uD7FF', 33), DataType.String)), StringComparison.Ordinal);
    }

    [Fact]
    public void Bounds_of_random_text_enclose_it_in_the_order_of_its_bytes()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 50)).Select(_ => new System.Text.Rune(NextScalar(random)).ToString()));
            Assert.True(Compare((string)StatisticsBound.Lower(text, DataType.String)!, text) <= 0);
            Assert.True(StatisticsBound.Upper(text, DataType.String) is not string upper || Compare(upper, text) >= 0);
        }
    }

    [Fact]
    public void Timestamps_are_widened_to_whole_milliseconds()
    {
        var instant = DateTimeOffset.UnixEpoch.AddTicks(12_345_670);

        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(1_234), StatisticsBound.Lower(instant, DataType.Timestamp));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(1_235), StatisticsBound.Upper(instant, DataType.Timestamp));
        Assert.Equal(DateTimeOffset.UnixEpoch, StatisticsBound.Upper(DateTimeOffset.UnixEpoch, DataType.Timestamp));
        Assert.Null(StatisticsBound.Upper(DateTimeOffset.MaxValue, DataType.Timestamp));
        Assert.Equal(new DateTime(1969, 12, 31, 23, 59, 59, 999), StatisticsBound.Lower(new DateTime(1969, 12, 31, 23, 59, 59, 999).AddTicks(10), DataType.LocalTimestamp));
    }

    [Fact]
    public void What_json_or_other_readers_cannot_hold_has_no_bound()
    {
        Assert.Null(StatisticsBound.Lower(double.NegativeInfinity, DataType.Float64));
        Assert.Null(StatisticsBound.Upper(float.NaN, DataType.Float32));
        Assert.Null(StatisticsBound.Upper(5_000_000L, DataType.Date));
        Assert.Equal(5_000_000L, StatisticsBound.Upper(5_000_000L, DataType.Int64));
    }

    private static int NextScalar(Random random)
    {
        var value = random.Next(4) == 0 ? random.Next(0x110000) : random.Next(0x80);
        return value is >= 0xD800 and < 0xE000 ? 0x10FFFF : value;
    }

    private static int Compare(string left, string right)
        => System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right));
}
