using System.Globalization;
using Patterns.Columnar.Tests.Batches;
using Patterns.Columnar.Tests.Expressions;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Joining;

public sealed class HashJoinTests
{
    private static readonly DataType[] ScalarTypes = [.. RandomColumns.Types.Where(static type => !type.IsNested)];

    private static readonly Schema Customers = new(new Field("id", DataType.Int32), new Field("name", DataType.String), new Field("region", DataType.String));

    private static readonly Schema Orders = new(new Field("customer_id", DataType.Int64), new Field("amount", DataType.Int32));

    private static readonly object?[][] ThreeCustomers = [[1, "Ann", "north"], [2, "Bob", null], [null, "Nobody", "south"], [30, "Cid", "north"]];

    private static readonly object?[][] SixOrders = [[30L, 10], [1L, 20], [9L, 30], [null, 40], [1L, 50], [2L, 60]];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Fact]
    public void A_build_side_that_takes_more_memory_than_it_may_is_refused()
    {
        var schema = Schema.Parse("id bigint, name string");
        using var builder = new ColumnBatchBuilder(schema);
        for (var id = 0; id < 1_000; id++)
        {
            builder.Fixed<long>(0).Append(id);
            builder.Binary(1).Append($"name {id}");
        }

        using var rows = builder.Build();
        using var join = new HashJoin(schema, Schema.Parse("id bigint"), [new JoinKey("id")], new HashJoinOptions { MemoryLimit = 60_000 });
        join.Build(rows);
        using var other = new ColumnBatch(schema, rows.RowCount, [Expression.Parse("id + 1000").Bind(schema).Evaluate(rows), rows.Columns[1].Share()]);

        var error = Assert.Throws<JoinMemoryException>(() => join.Build(other));

        Assert.Equal("join.memory-limit", error.Code);
        Assert.Equal((60_000, join.BuildByteCount), (error.Limit, error.ByteCount));
        Assert.InRange(join.BuildByteCount, 2_000 * 16, 400_000);
    }

    [Fact]
    public void Rows_with_a_counterpart_get_its_columns_in_the_order_of_the_probe_side()
    {
        Assert.Equal(
            ["30 10 'Cid' 'north'", "1 20 'Ann' 'north'", "1 50 'Ann' 'north'", "2 60 'Bob' null"],
            Join(new HashJoinOptions(), out var schema));
        Assert.Equal("customer_id,amount,name,region", string.Join(',', schema.Fields.Select(static field => field.Name)));
    }

    [Fact]
    public void An_outer_join_keeps_the_others_with_nulls()
        => Assert.Equal(
            ["30 10 'Cid' 'north'", "1 20 'Ann' 'north'", "9 30 null null", "null 40 null null", "1 50 'Ann' 'north'", "2 60 'Bob' null"],
            Join(new HashJoinOptions { Kind = JoinKind.LeftOuter }, out _));

    [Fact]
    public void What_is_attached_can_be_chosen_and_computed()
    {
        var options = new HashJoinOptions { Columns = [new("customer", Expression.Parse("upper(name)")), new("twice", Expression.Parse("id * 2"))] };
        Assert.Equal(["30 10 'CID' 60", "1 20 'ANN' 2", "1 50 'ANN' 2", "2 60 'BOB' 4"], Join(options, out _));
        Assert.Equal(["30 10", "1 20", "1 50", "2 60"], Join(new HashJoinOptions { Columns = [] }, out _));
    }

    [Theory]
    [InlineData(JoinKind.Inner, new string[0])]
    [InlineData(JoinKind.LeftOuter, new[] { "30 10 null null" })]
    public void An_empty_build_side_matches_nothing(JoinKind kind, string[] expected)
    {
        using var join = new HashJoin(Customers, Orders, [new JoinKey("id", "customer_id")], new HashJoinOptions { Kind = kind });
        using var orders = TestBatch.Of(Orders, SixOrders[0]);
        using var joined = join.Probe(orders);
        Assert.Equal(expected, Rows(joined));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_keys_give_the_brute_force_result_however_the_rows_are_cut(int seed)
    {
        var random = new Random(seed);
        var keyCount = 1 + random.Next(3);
        var poolRows = 1 + random.Next(3_000);
        using var pool = RandomPool(keyCount, poolRows, random);

        // Of each key the first row at most, nulls as often as they come.
        var seen = new HashSet<string>();
        int[] buildRows = [.. Enumerable.Range(0, poolRows).Where(row => random.Next(3) > 0 && (HasNull(pool, keyCount, row) || seen.Add(KeyOf(pool, keyCount, row))))];
        using var build = pool.Take(buildRows);
        int[] probeRows = [.. Enumerable.Range(0, random.Next(5_000)).Select(_ => random.Next(poolRows))];
        using var picked = pool.Take(probeRows);
        using var probe = new ColumnBatch(
            new Schema([.. picked.Schema.Fields.Select(static field => new Field($"p_{field.Name}", field.Type))]), picked.RowCount, [.. picked.Columns.Select(static column => column.Share())]);
        var kind = (JoinKind)random.Next(2);
        using var join = new HashJoin(
            build.Schema,
            probe.Schema,
            [.. Enumerable.Range(0, keyCount).Select(static index => new JoinKey($"k{index}", $"p_k{index}"))],
            new HashJoinOptions { Kind = kind, Columns = [.. build.Schema.Fields.Select(static field => new NamedExpression(field.Name, Expression.Column(field.Name)))] });
        AddInPieces(build, random, join.Build);
        Assert.Equal(seen.Count, join.BuildRowCount);

        var rowOfKey = buildRows.Where(row => !HasNull(pool, keyCount, row)).ToDictionary(row => KeyOf(pool, keyCount, row));
        var expected = probeRows.Select(row => (Probe: row, Build: HasNull(pool, keyCount, row) ? -1 : rowOfKey.GetValueOrDefault(KeyOf(pool, keyCount, row), -1)))
            .Where(pair => pair.Build >= 0 || kind == JoinKind.LeftOuter)
            .Select(pair => $"{Show(pool, pair.Probe)} {(pair.Build < 0 ? string.Join(' ', pool.Columns.Select(static _ => "null")) : Show(pool, pair.Build))}");
        var actual = new List<string>();
        AddInPieces(probe, random, piece =>
        {
            using var joined = join.Probe(piece);
            actual.AddRange(Rows(joined));
        });
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Codes_stay_codes_and_texts_become_codes()
    {
        using var plain = TestBatch.Of(Customers, ThreeCustomers);
        using var coded = TestBatch.Coded(plain);
        using var orders = TestBatch.Of(Orders, SixOrders);
        foreach (var customers in (ColumnBatch[])[plain, coded])
        {
            using var join = new HashJoin(Customers, Orders, [new JoinKey("id", "customer_id")]);
            join.Build(customers);
            using var joined = join.Probe(orders);
            Assert.Equal(["Cid", "Ann", "Ann", "Bob"], RandomColumns.Values(Assert.IsType<DictionaryBinaryColumn>(joined.Column("name"))));
        }
    }

    [Fact]
    public void A_second_row_with_the_same_key_is_an_error_that_names_the_key()
    {
        using var join = new HashJoin(Customers, Orders, [new JoinKey("id", "customer_id"), new JoinKey(Expression.Column("region"), Expression.Literal("north"))]);
        using var customers = TestBatch.Of(Customers, [[7, "Ann", "north"], [7, "Eve", "south"], [7, "Bob", "north"]]);
        var error = Assert.Throws<DuplicateJoinKeyException>(() => join.Build(customers));
        Assert.Equal("join.duplicate-key", error.Code);
        Assert.Contains("region = north", error.Message, StringComparison.Ordinal);
        Assert.Equal([7L, "north"], error.Values);
    }

    [Fact]
    public void Keys_of_different_types_meet_in_their_common_type()
    {
        var build = new Schema(new Field("price", DataType.Decimal(10, 2)), new Field("tag", DataType.String));
        var probe = new Schema(new Field("whole", DataType.Int16));
        using var prices = TestBatch.Of(build, [[2.00m, "two"], [2.50m, "more"]]);
        using var numbers = TestBatch.Of(probe, [[(short)2], [(short)3]]);
        using var join = new HashJoin(build, probe, [new JoinKey("price", "whole")]);
        join.Build(prices);
        using var joined = join.Probe(numbers);
        Assert.Equal(["2 'two'"], Rows(joined));
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new HashJoin(Customers, Orders, []));
        Assert.Throws<ExpressionTypeException>(() => new HashJoin(Customers, Orders, [new JoinKey("name", "customer_id")]));
        Assert.Throws<ExpressionTypeException>(() => new HashJoin(Customers, Orders, [new JoinKey("id", "nothing")]));
        Assert.Contains("'name'", Assert.Throws<ArgumentException>(() => new HashJoin(Customers, Customers, [new JoinKey("id")])).Message, StringComparison.Ordinal);
        using var join = new HashJoin(Customers, Orders, [new JoinKey("id", "customer_id")]);
        using var customers = TestBatch.Of(Customers, ThreeCustomers);
        using var orders = TestBatch.Of(Orders, SixOrders);
        Assert.Throws<ArgumentException>(() => join.Probe(customers));
        join.Probe(orders).Dispose();
        Assert.Throws<InvalidOperationException>(() => join.Build(customers));
    }

    [Fact]
    public async Task Several_threads_probe_one_build_side()
    {
        using var ids = RandomColumns.Column(DataType.Int64, 100_000, new Random(1), nullShare: 0);
        var schema = new Schema(new Field("id", DataType.Int64), new Field("copy", DataType.Int64));
        using var distinct = new GroupByAggregation(new Schema(new Field("id", DataType.Int64)), [new NamedExpression("id", Expression.Column("id"))], []);
        using var all = new ColumnBatch(new Schema(new Field("id", DataType.Int64)), ids.Share());
        distinct.Add(all);
        using var groups = distinct.Finish();
        using var build = new ColumnBatch(schema, groups.Columns[0].Share(), groups.Columns[0].Share());
        using var probe = new ColumnBatch(new Schema(new Field("key", DataType.Int64)), ids.Share());
        using var join = new HashJoin(schema, probe.Schema, [new JoinKey("id", "key")]);
        join.Build(build);
        var wrong = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            using var joined = join.Probe(probe);
            return joined.Column<long>("key").Values.SequenceEqual(joined.Column<long>("copy").Values) && joined.RowCount == probe.RowCount ? 0 : 1;
        })));
        Assert.Equal(0, wrong.Sum());
    }

    [OptimizedFact]
    public void Probing_allocates_per_batch_and_not_per_row()
    {
        const int Rows = 100_000;
        using var join = new HashJoin(Customers, Orders, [new JoinKey("id", "customer_id")], new HashJoinOptions { Kind = JoinKind.LeftOuter });
        using var customers = TestBatch.Of(Customers, ThreeCustomers);
        join.Build(customers);
        using var orders = TestBatch.Of(Orders, Enumerable.Range(0, Rows).Select(static row => (object?[])[(long)(row % 40), row]));
        join.Probe(orders).Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        join.Probe(orders).Dispose();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Rows / 10);
    }

    private static string[] Join(HashJoinOptions options, out Schema schema)
    {
        using var join = new HashJoin(Customers, Orders, [new JoinKey("id", "customer_id")], options);
        using var customers = TestBatch.Of(Customers, ThreeCustomers);
        join.Build(customers);
        using var orders = TestBatch.Of(Orders, SixOrders);
        using var joined = join.Probe(orders);
        schema = join.Schema;
        return Rows(joined);
    }

    private static ColumnBatch RandomPool(int keyCount, int rows, Random random)
    {
        Column[] columns =
        [
            .. Enumerable.Range(0, keyCount).Select(_ => random.Next(3) == 0
                ? RandomColumns.Coded(rows, random)
                : RandomColumns.Column(ScalarTypes[random.Next(ScalarTypes.Length)], rows, random, random.Next(3) * 0.1)),
            RandomColumns.Column(RandomColumns.Types[random.Next(RandomColumns.Types.Count)], rows, random),
        ];
        return new ColumnBatch(new Schema([.. columns.Select((column, index) => new Field(index < keyCount ? $"k{index}" : "value", column.Type))]), columns);
    }

    private static void AddInPieces(ColumnBatch rows, Random random, Action<ColumnBatch> add)
    {
        for (var start = 0; start < rows.RowCount;)
        {
            using var piece = rows.Slice(start, Math.Min(random.Next(2_000), rows.RowCount - start));
            add(piece);
            start += piece.RowCount;
        }
    }

    private static bool HasNull(ColumnBatch batch, int keyCount, int row) => batch.Columns.Take(keyCount).Any(column => column.IsNull(row));

    private static string KeyOf(ColumnBatch batch, int keyCount, int row) => string.Join('|', batch.Columns.Take(keyCount).Select(column => column.GetValue(row) switch
    {
        double number => (number + 0d).ToString("R", CultureInfo.InvariantCulture),
        float number => (number + 0f).ToString("R", CultureInfo.InvariantCulture),
        var value => TestBatch.Show(value),
    }));

    private static string Show(ColumnBatch batch, int row) => string.Join(' ', batch.Columns.Select(column => Show(column.GetValue(row))));

    private static string Show(object? value) => value switch
    {
        Dictionary<string, object?> fields => $"{{{string.Join(", ", fields.Values.Select(Show))}}}",
        KeyValuePair<object, object?>[] entries => $"{{{string.Join(", ", entries.Select(static entry => $"{Show(entry.Key)}: {Show(entry.Value)}"))}}}",
        object?[] list => $"[{string.Join(", ", list.Select(Show))}]",
        _ => TestBatch.Show(value),
    };

    private static string[] Rows(ColumnBatch batch) => [.. Enumerable.Range(0, batch.RowCount).Select(row => Show(batch, row))];
}
