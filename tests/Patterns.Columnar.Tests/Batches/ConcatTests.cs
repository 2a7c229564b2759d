using Patterns.Core;

namespace Patterns.Columnar.Tests.Batches;

public sealed class ConcatTests
{
    public static TheoryData<DataType> Types => [.. RandomColumns.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void Rows_follow_one_another_whatever_the_parts(DataType type)
    {
        var random = new Random(1);
        for (var round = 0; round < 20; round++)
        {
            using var whole = RandomColumns.Column(type, random.Next(300), random, nullShare: round % 3 * 0.2);
            var parts = Split(whole, random);
            using var joined = Column.Concat(parts);

            Assert.Equal(RandomColumns.Values(whole), RandomColumns.Values(joined));
            Assert.Equal(whole.NullCount, joined.NullCount);
        }
    }

    [Fact]
    public void Columns_of_one_dictionary_keep_it()
    {
        var random = new Random(2);
        using var whole = RandomColumns.Coded(200, random);
        using var joined = Column.Concat(Split(whole, random));

        Assert.Equal(RandomColumns.Values(whole), RandomColumns.Values(joined));
        Assert.Equal(whole.Dictionary.Length, Assert.IsType<DictionaryBinaryColumn>(joined).Dictionary.Length);
    }

    [Fact]
    public void Different_dictionaries_are_merged_into_one_without_repetition()
    {
        var random = new Random(3);
        Column[] parts = [.. Enumerable.Range(0, 6).Select(_ => RandomColumns.Coded(random.Next(100), random))];
        using var joined = Column.Concat(parts);

        Assert.Equal(parts.SelectMany(RandomColumns.Values), RandomColumns.Values(joined));
        var entries = RandomColumns.Values(Assert.IsType<DictionaryBinaryColumn>(joined).Dictionary);
        Assert.Equal(entries.Length, entries.Distinct().Count());
    }

    [Fact]
    public void Coded_and_plain_columns_become_plain()
    {
        var random = new Random(4);
        Column[] parts = [RandomColumns.Coded(70, random), RandomColumns.Column(DataType.String, 70, random), RandomColumns.Coded(1, random, nullShare: 1)];
        using var joined = Column.Concat(parts);

        Assert.IsType<PlainBinaryColumn>(joined);
        Assert.Equal(parts.SelectMany(RandomColumns.Values), RandomColumns.Values(joined));
    }

    [Fact]
    public void The_result_outlives_its_parts()
    {
        var random = new Random(5);
        using var whole = RandomColumns.Column(DataType.String, 100, random);
        var expected = RandomColumns.Values(whole);
        var parts = Split(whole, random);
        using var joined = Column.Concat(parts);
        parts.ForEach(static part => part.Dispose());

        Assert.Equal(expected, RandomColumns.Values(joined));
    }

    [Fact]
    public void Batches_of_different_schemas_are_refused()
    {
        using var first = Batch("a", DataType.Int32);
        using var second = Batch("b", DataType.Int32);

        Assert.Throws<ArgumentException>(() => ColumnBatch.Concat([first, second]));
        Assert.Throws<ArgumentException>(() => Column.Concat([first.Columns[0], RandomColumns.Column(DataType.Int64, 1, new Random(6))]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ColumnBatch.Concat([]));
    }

    [Fact]
    public void Batches_are_joined_column_by_column()
    {
        using var first = Batch("a", DataType.Int32);
        using var second = Batch("a", DataType.Int32);
        using var joined = ColumnBatch.Concat([first, second]);

        Assert.Equal(20, joined.RowCount);
        Assert.Equal([.. RandomColumns.Values(first.Columns[0]), .. RandomColumns.Values(second.Columns[0])], RandomColumns.Values(joined.Columns[0]));
    }

    private static ColumnBatch Batch(string name, DataType type)
        => new(new Schema(new Field(name, type)), RandomColumns.Column(type, 10, new Random(7)));

    private static List<Column> Split(Column whole, Random random)
    {
        var parts = new List<Column>();
        var start = 0;
        while (start < whole.Length)
        {
            var length = Math.Min(random.Next(100), whole.Length - start);
            parts.Add(whole.Slice(start, length));
            start += length;
        }

        parts.Add(whole.Slice(whole.Length, 0));
        return parts;
    }
}
