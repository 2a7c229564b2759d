using Patterns.Columnar.Sorting;
using Patterns.Columnar.Sorting.Keys;
using Patterns.Columnar.Tests.Batches;
using Patterns.Core;

namespace Patterns.Columnar.Tests.Sorting;

public sealed class RowOrderTests
{
    private static readonly DataType[] ScalarTypes = [.. RandomColumns.Types.Where(static type => !type.IsNested)];

    public static TheoryData<DataType, SortDirection, NullPlacement> Orders
    {
        get
        {
            var data = new TheoryData<DataType, SortDirection, NullPlacement>();
            foreach (var type in ScalarTypes)
            {
                foreach (var direction in Enum.GetValues<SortDirection>())
                {
                    data.Add(type, direction, NullPlacement.First);
                    data.Add(type, direction, NullPlacement.Last);
                }
            }

            return data;
        }
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Orders))]
    public void One_key_of_any_type_is_sorted_stably(DataType type, SortDirection direction, NullPlacement nulls)
    {
        var random = new Random(1);
        foreach (var rows in (int[])[0, 1, 30, 33, 2_000])
        {
            using var column = RandomColumns.Column(type, rows, random);
            using var withoutNulls = RandomColumns.Column(type, rows, random, nullShare: 0);
            AssertSorted([(column, direction, nulls)], rows);
            AssertSorted([(withoutNulls, direction, nulls)], rows);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Several_keys_are_compared_from_the_first_to_the_last(int seed)
    {
        var random = new Random(seed);
        var rows = random.Next(1_500);
        var keys = Enumerable.Range(0, 1 + random.Next(4))
            .Select(_ => (
                Column: random.Next(4) == 0 ? RandomColumns.Coded(rows, random) : RandomColumns.Column(ScalarTypes[random.Next(ScalarTypes.Length)], rows, random),
                (SortDirection)random.Next(2),
                (NullPlacement)random.Next(2)))
            .ToArray();

        AssertSorted(keys, rows);
        Array.ForEach(keys, static key => key.Column.Dispose());
    }

    [Theory]
    [InlineData(SortDirection.Ascending)]
    [InlineData(SortDirection.Descending)]
    public void Texts_that_begin_one_another_or_hold_zeros_are_told_apart(SortDirection direction)
    {
        using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(DataType.Binary);
        var random = new Random(2);
        for (var row = 0; row < 3_000; row++)
        {
            var bytes = new byte[random.Next(24)];
            for (var index = 0; index < bytes.Length; index++)
            {
                bytes[index] = (byte)(random.Next(3) switch { 0 => 0, 1 => 255, _ => 1 });
            }

            builder.Append((ReadOnlySpan<byte>)bytes);
        }

        using var column = builder.Build();
        AssertSorted([(column, direction, NullPlacement.First)], 3_000);
    }

    [Fact]
    public void A_long_common_beginning_does_not_exhaust_the_stack()
    {
        using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(DataType.String);
        var beginning = new string('x', 200_000);
        builder.Append(beginning + "b");
        builder.Append(beginning + "a");
        builder.Append(beginning);
        using var column = builder.Build();

        Assert.Equal([2, 1, 0], RowOrder.Compute([SortKey.Create(column, SortDirection.Ascending, NullPlacement.First)], 3));
    }

    [Fact]
    public void Nested_values_have_no_order()
    {
        using var column = RandomColumns.Column(DataType.List(DataType.Int32), 3, new Random(3));

        Assert.Throws<NotSupportedException>(() => SortKey.Create(column, SortDirection.Ascending, NullPlacement.First));
    }

    private static void AssertSorted((Column Column, SortDirection Direction, NullPlacement Nulls)[] keys, int rowCount)
    {
        int[] expected = [.. Enumerable.Range(0, rowCount).Order(Comparer<int>.Create((left, right) => Compare(keys, left, right)))];

        var actual = RowOrder.Compute([.. keys.Select(static key => SortKey.Create(key.Column, key.Direction, key.Nulls))], rowCount);

        Assert.Equal(expected, actual);
    }

    private static int Compare((Column Column, SortDirection Direction, NullPlacement Nulls)[] keys, int left, int right)
    {
        foreach (var (column, direction, nulls) in keys)
        {
            var order = ValueOrder.Compare(column.GetValue(left), column.GetValue(right), direction, nulls);
            if (order != 0)
            {
                return order;
            }
        }

        return left.CompareTo(right);
    }
}
