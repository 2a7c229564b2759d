using Patterns.Core;

namespace Patterns.Columnar.Tests.Batches;

public sealed class TakeTests
{
    public static TheoryData<DataType> Types => [.. RandomColumns.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void Rows_come_in_the_order_and_as_often_as_asked_for(DataType type)
    {
        var random = new Random(1);
        foreach (var length in (int[])[1, 64, 65, 300])
        {
            using var column = RandomColumns.Column(type, length, random);
            using var slice = column.Slice(length / 5, length - (length / 5));
            AssertTake(column, random);
            AssertTake(slice, random);
        }
    }

    [Fact]
    public void A_coded_column_keeps_its_dictionary()
    {
        var random = new Random(2);
        using var column = RandomColumns.Coded(200, random);
        AssertTake(column, random);

        using var taken = column.Take([3, 2, 1]);

        Assert.IsType<DictionaryBinaryColumn>(taken);
    }

    [Fact]
    public void Taking_nothing_gives_no_rows()
    {
        foreach (var type in RandomColumns.Types)
        {
            using var column = RandomColumns.Column(type, 10, new Random(3));
            using var taken = column.Take([]);
            Assert.Equal(0, taken.Length);
            Assert.Equal(type, taken.Type);
        }
    }

    [Fact]
    public void A_batch_takes_the_rows_of_all_columns()
    {
        using var batch = Batch(100, new Random(4));
        using var taken = batch.Take([99, 0, 50]);

        Assert.All(batch.Columns.Zip(taken.Columns), pair => Assert.Equal([pair.First.GetValue(99), pair.First.GetValue(0), pair.First.GetValue(50)], RandomColumns.Values(pair.Second)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10)]
    public void A_row_that_is_not_there_is_refused(int row)
    {
        using var batch = Batch(10, new Random(5));

        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Take([0, row]));
        Assert.All(batch.Columns, column => Assert.Throws<ArgumentOutOfRangeException>(() => column.Take([row])));
    }

    private static ColumnBatch Batch(int rows, Random random) => new(
        new Schema([.. RandomColumns.Types.Select(static (type, index) => new Field($"c{index}", type))]),
        [.. RandomColumns.Types.Select(type => RandomColumns.Column(type, rows, random))]);

    private static void AssertTake(Column column, Random random)
    {
        int[] rows = [.. Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(column.Length))];
        using var taken = column.Take(rows);

        Assert.Equal([.. rows.Select(column.GetValue)], RandomColumns.Values(taken));
        Assert.Equal(rows.Count(column.IsNull), taken.NullCount);
    }
}
