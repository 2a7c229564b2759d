using Patterns.Columnar.Tests.Json;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Batches;

public sealed class ColumnBuilderTruncateTests
{
    [Fact]
    public void A_builder_that_took_rows_back_builds_what_it_would_have_built_without_them()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var type = RandomNested.Type(random, depth: random.Next(4));
            using var once = ColumnBuilder.Create(type);
            using var withDetours = ColumnBuilder.Create(type);
            for (var step = 0; step < 30; step++)
            {
                var kept = random.Next(20);
                AppendRows(once, seed: step, kept);
                AppendRows(withDetours, seed: step, kept);
                AppendRows(withDetours, seed: step + 1000, random.Next(100));
                withDetours.Truncate(once.Length);
            }

            Assert.Equal(once.Length, withDetours.Length);
            Assert.Equal(once.NullCount, withDetours.NullCount);
            using var expected = once.Build();
            using var actual = withDetours.Build();
            Assert.Equal(expected.NullCount, actual.NullCount);
            Assert.Equal(expected.ValidityWords, actual.ValidityWords);
            Assert.All(Enumerable.Range(0, expected.Length), row => Assert.Equal(expected.GetValue(row), actual.GetValue(row)));
        }
    }

    [Fact]
    public void Elements_that_no_row_has_closed_are_taken_back_too()
    {
        using var lists = (ListColumnBuilder)ColumnBuilder.Create(DataType.List(DataType.Int64));
        var elements = (FixedColumnBuilder<long>)lists.Elements;
        elements.Append(1);
        lists.Append();
        elements.Append([2, 3]);
        lists.Truncate(1);
        elements.Append(4);
        lists.Append();
        using var column = lists.Build();

        Assert.Equal(new object[] { 1L }, column.GetValue(0));
        Assert.Equal(new object[] { 4L }, column.GetValue(1));
    }

    [Fact]
    public void A_batch_takes_back_a_row_that_only_some_columns_have()
    {
        using var builder = new ColumnBatchBuilder(new Schema(new Field("a", DataType.Int64), new Field("b", DataType.String)));
        builder.Fixed<long>(0).Append(1);
        builder.Binary(1).Append("one");
        builder.Fixed<long>(0).Append(2);
        builder.Truncate(1);
        using var batch = builder.Build();

        Assert.Equal(1, batch.RowCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Truncate(1));
    }

    private static void AppendRows(ColumnBuilder builder, int seed, int count)
    {
        var random = new Random(seed);
        for (; count > 0; count--)
        {
            RandomNested.Append(builder, random);
        }
    }
}
