using System.Text;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Batches;

public sealed class ColumnBuilderBulkTests
{
    [Theory]
    [InlineData(0, 64)]
    [InlineData(0, 200)]
    [InlineData(3, 61)]
    [InlineData(3, 62)]
    [InlineData(63, 1)]
    [InlineData(63, 129)]
    [InlineData(64, 65)]
    public void Values_appended_with_a_bitmap_come_back_with_their_nulls(int before, int count)
    {
        var random = new Random(before + count);
        bool[] isValue = [.. Enumerable.Range(0, count).Select(_ => random.Next(4) != 0)];
        using var numbers = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        using var texts = (BinaryColumnBuilder)ColumnBuilder.Create(DataType.String);
        for (var row = 0; row < before; row++)
        {
            numbers.Append(-1L);
            texts.Append("x");
        }

        numbers.Append([.. Enumerable.Range(0, count).Select(static row => (long)row)], Words(isValue));
        var bytes = texts.AppendUninitialized([.. isValue.Select(static (value, row) => value ? row.ToString().Length : 0)], Words(isValue));
        Encoding.UTF8.GetBytes(string.Concat(isValue.Select(static (value, row) => value ? row.ToString() : "")), bytes);
        numbers.Append(7L);
        texts.Append("end");

        using var numberColumn = numbers.Build();
        using var textColumn = texts.Build();
        Assert.Equal(isValue.Count(static value => !value), numberColumn.NullCount);
        Assert.Equal(before + count + 1, textColumn.Length);
        for (var row = 0; row < count; row++)
        {
            Assert.Equal(isValue[row] ? (object)(long)row : null, numberColumn.GetValue(before + row));
            Assert.Equal(isValue[row] ? row.ToString() : null, textColumn.GetValue(before + row));
        }

        Assert.Equal(7L, numberColumn.GetValue(before + count));
        Assert.Equal("end", textColumn.GetValue(before + count));
    }

    [Fact]
    public void A_bitmap_without_zeros_leaves_the_column_without_nulls()
    {
        using var builder = (FixedColumnBuilder<int>)ColumnBuilder.Create(DataType.Int32);

        builder.Append([1, 2, 3], [0b111]);

        using var column = builder.Build();
        Assert.Equal(0, column.NullCount);
        Assert.True(column.ValidityWords.IsEmpty);
    }

    [Fact]
    public void A_bitmap_that_is_too_short_is_refused()
    {
        using var builder = (FixedColumnBuilder<int>)ColumnBuilder.Create(DataType.Int32);

        Assert.Throws<ArgumentException>(() => builder.Append(new int[65], new ulong[1]));
    }

    private static ulong[] Words(bool[] bits)
    {
        var words = new ulong[(bits.Length + 63) / 64];
        for (var index = 0; index < bits.Length; index++)
        {
            words[index / 64] |= bits[index] ? 1UL << (index % 64) : 0;
        }

        if (bits.Length % 64 != 0)
        {
            words[^1] |= ulong.MaxValue << (bits.Length % 64);
        }

        return words;
    }
}
