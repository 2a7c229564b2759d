using Patterns.Columnar.Tests.Batches;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Sorting;

public sealed class SortedBatchesTests
{
    private static readonly DataType[] KeyTypes = [DataType.Int64, DataType.Float64, DataType.String, DataType.Boolean, DataType.Decimal(38, 4), DataType.Int8];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void All_rows_come_in_order_however_they_were_cut(int seed)
    {
        var random = new Random(seed);
        using var rows = RandomRows(random.Next(4_000), random);
        var orders = RandomOrders(random);
        using var sorter = new BatchSorter(rows.Schema, orders);
        AddInPieces(rows, random, sorter.Add);
        using var sorted = sorter.Finish();

        Assert.Equal(Expected(rows, orders), Ids(sorted));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_first_rows_are_those_of_the_full_sort(int seed)
    {
        var random = new Random(seed);
        using var rows = RandomRows(random.Next(60_000), random);
        var orders = RandomOrders(random);
        var expected = Expected(rows, orders);
        foreach (var count in (int[])[0, 1, 10, 1_000, rows.RowCount, rows.RowCount + 5])
        {
            using var top = new TopRows(rows.Schema, count, orders);
            AddInPieces(rows, random, top.Add);
            using var first = top.Finish();

            Assert.Equal(expected.Take(count), Ids(first));
        }
    }

    [Fact]
    public void Falling_null_first_keys_that_are_all_null_keep_the_earliest_rows()
    {
        using var keys = RandomColumns.Column(DataType.Int64, 50_000, new Random(1), nullShare: 1);
        using var rows = WithIds(keys.Share());
        using var top = new TopRows(rows.Schema, 3, new SortOrder(Expression.Column("k0"), SortDirection.Ascending, NullPlacement.First));
        AddInPieces(rows, new Random(1), top.Add);
        using var first = top.Finish();

        Assert.Equal([0, 1, 2], Ids(first));
    }

    [Fact]
    public void Rows_can_be_sorted_by_what_is_computed_from_them()
    {
        var binder = new RowBinder<Word>();
        using var batch = binder.Write([new("bb", 2), new("a", 1), new("ccc", 3)]);
        using var sorter = new BatchSorter(batch.Schema, SortOrder.Ascending(Expression.Parse("length * -1")));
        sorter.Add(batch);
        using var sorted = sorter.Finish();

        Assert.Equal(["ccc", "bb", "a"], binder.Read(sorted).Select(static word => word.Text));
    }

    [Fact]
    public void No_rows_give_an_empty_batch()
    {
        var schema = new Schema(new Field("a", DataType.Int32));
        using var sorter = new BatchSorter(schema, SortOrder.Ascending(Expression.Column("a")));
        using var top = new TopRows(schema, 5, SortOrder.Ascending(Expression.Column("a")));
        using var sorted = sorter.Finish();
        using var first = top.Finish();

        Assert.Equal((0, 0), (sorted.RowCount, first.RowCount));
    }

    [Fact]
    public void The_default_places_null_where_Spark_does()
    {
        Assert.Equal("a ASC NULLS FIRST", SortOrder.Ascending(Expression.Column("a")).ToString());
        Assert.Equal("a DESC NULLS LAST", SortOrder.Descending("a").ToString());
        Assert.Equal(SortOrder.Ascending(Expression.Column("a")), SortOrder.Ascending("a"));
    }

    private static ColumnBatch RandomRows(int count, Random random)
        => WithIds([.. Enumerable.Range(0, 3).Select(_ => RandomColumns.Column(KeyTypes[random.Next(KeyTypes.Length)], count, random, nullShare: random.Next(3) * 0.2))]);

    private static ColumnBatch WithIds(params Column[] keys)
    {
        using var ids = (FixedColumnBuilder<int>)ColumnBuilder.Create(DataType.Int32);
        for (var row = 0; row < keys[0].Length; row++)
        {
            ids.Append(row);
        }

        return new ColumnBatch(
            new Schema([.. keys.Select(static (key, index) => new Field($"k{index}", key.Type)), new Field("id", DataType.Int32)]), [.. keys, ids.Build()]);
    }

    private static SortOrder[] RandomOrders(Random random)
        => [.. Enumerable.Range(0, 1 + random.Next(3)).Select(index => new SortOrder(Expression.Column($"k{index}"), (SortDirection)random.Next(2), (NullPlacement)random.Next(2)))];

    private static void AddInPieces(ColumnBatch rows, Random random, Action<ColumnBatch> add)
    {
        for (var start = 0; start < rows.RowCount;)
        {
            using var piece = rows.Slice(start, Math.Min(random.Next(5_000), rows.RowCount - start));
            add(piece);
            start += piece.RowCount;
        }
    }

    private static int[] Expected(ColumnBatch rows, SortOrder[] orders)
    {
        var values = orders.Select((_, index) => RandomColumns.Values(rows.Columns[index])).ToArray();
        return [.. Enumerable.Range(0, rows.RowCount).Order(Comparer<int>.Create(Compare))];

        int Compare(int left, int right)
        {
            for (var index = 0; index < orders.Length; index++)
            {
                var order = ValueOrder.Compare(values[index][left], values[index][right], orders[index].Direction, orders[index].Nulls);
                if (order != 0)
                {
                    return order;
                }
            }

            return left.CompareTo(right);
        }
    }

    private static int[] Ids(ColumnBatch rows) => rows.Column<int>("id").Values.ToArray();

    private sealed record Word(string Text, int Length);
}
