using System.Text;
using Patterns.Core;

namespace Patterns.Tables.Tests.Writing;

public sealed class ColumnValueTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public ColumnValueTests() => _store = TableFixture.Store(_objects);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_column_that_rows_come_without_gets_its_default_its_generated_value_or_null()
    {
        var table = await _store.CreateAsync(
            "t",
            Schema.Parse("id bigint NOT NULL, status string NOT NULL, paid_at timestamp, paid_on date, note string"),
            static builder => builder.Default("status", "upper('open')").Generated("paid_on", "CAST(paid_at AS DATE)").PartitionBy("paid_on"));
        var noon = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

        await table.AppendAsync(Rows.Of("id bigint, paid_at timestamp", [1L, noon], [2L, null]));
        await table.AppendAsync(Rows.Of("id bigint, status string, paid_at timestamp, paid_on date", [3L, "paid", noon, new DateOnly(2026, 7, 1)]));
        await table.As<Payment>().AppendAsync([new Payment(4, noon)]);

        Assert.Equal(
            [
                "1|OPEN|2026-07-01T12:00:00.0000000+00:00|2026-07-01|∅", "2|OPEN|∅|∅|∅", "3|paid|2026-07-01T12:00:00.0000000+00:00|2026-07-01|∅",
                "4|OPEN|2026-07-01T12:00:00.0000000+00:00|2026-07-01|∅",
            ],
            await Rows.TextsAsync(table));
        Assert.Equal((1, 7), (table.Snapshot.Protocol.MinReaderVersion, table.Snapshot.Protocol.MinWriterVersion));
        Assert.Equal(["allowColumnDefaults", "appendOnly", "generatedColumns", "invariants"], table.Snapshot.Protocol.WriterFeatures);
    }

    [Fact]
    public async Task A_generated_column_that_comes_with_another_value_is_rejected()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("a int, twice int"), static builder => builder.Generated("twice", "a * 2"));
        Assert.Equal(4, table.Snapshot.Protocol.MinWriterVersion);

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Rows.Of("a int, twice int", [1, 2], [2, 5], [null, null])));

        var only = Assert.Single(rejected.Rejections);
        Assert.Equal((2, "GENERATED twice"), (only.RowNumber, only.Rule));
    }

    [Fact]
    public async Task A_missing_column_that_has_to_have_a_value_and_has_no_default_is_refused()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("a int, b int NOT NULL"));

        await Assert.ThrowsAsync<SchemaMismatchException>(() => table.AppendAsync(Rows.Of("a int", [1])));

        await table.EvolveAsync(static change => change.SetDefault("b", "1 + 1"));
        await table.AppendAsync(Rows.Of("a int", [1]));
        await table.EvolveAsync(static change => change.SetDefault("b", null));
        await Assert.ThrowsAsync<SchemaMismatchException>(() => table.AppendAsync(Rows.Of("a int", [1])));
        Assert.Equal(["1|2"], await Rows.TextsAsync(table));
    }

    [Theory]
    [InlineData("'text'")]
    [InlineData("1 +")]
    [InlineData("a")]
    public async Task A_default_that_is_no_value_of_its_column_is_refused_at_once(string sql)
    {
        var table = await _store.CreateAsync("t", Schema.Parse("a int"));

        await Assert.ThrowsAnyAsync<PatternsException>(() => table.EvolveAsync(change => change.SetDefault("a", sql)));
        await Assert.ThrowsAnyAsync<PatternsException>(() => _store.CreateAsync("u", Schema.Parse("a int"), builder => builder.Default("a", sql)));
    }

    [Theory]
    [InlineData("delta.generationExpression", "no_such_function(id)", "the generated column 'b': no_such_function(id)")]
    [InlineData("CURRENT_DEFAULT", "no_such_function()", "the default of column 'b': no_such_function()")]
    [InlineData("__CHAR_VARCHAR_TYPE_STRING", "array<varchar(3)>", "declared as array<varchar(3)>")]
    public async Task An_expression_that_is_not_understood_leaves_the_table_readable_and_refuses_writing_by_its_name(string key, string value, string named)
    {
        await _store.CreateAsync("t", Schema.Parse("id bigint, b int"));
        await (await _store.OpenAsync("t")).AppendAsync(Rows.Of("id bigint, b int", [1L, 1]));
        var schema = $$$$"""{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}},{\"name\":\"b\",\"type\":\"integer\",\"nullable\":true,\"metadata\":{\"{{{{key}}}}\":\"{{{{value}}}}\"}}]}""";
        await _objects.PutAsync("t/_delta_log/00000000000000000002.json", Encoding.UTF8.GetBytes(
            $$$$"""{"metaData":{"id":"t","format":{"provider":"parquet","options":{}},"schemaString":"{{{{schema}}}}","partitionColumns":[],"configuration":{}}}"""));
        var table = await _store.OpenAsync("t");

        Assert.Equal(["1|1"], await Rows.TextsAsync(table));
        var refused = await Assert.ThrowsAsync<UnsupportedTableException>(() => table.AppendAsync(Rows.Of("id bigint", [2L])));
        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_are_too_long_and_decimals_of_too_many_digits_are_rejected()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("name string, narrow decimal(4,2), wide decimal(20,2)"), static builder => builder.MaxLength("name", 3));

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(
            Rows.Of("name string, narrow decimal(4,2), wide decimal(20,2)", ["äöü", 99.99m, 1m], ["äöüß", 1m, 1m], ["", 100m, 1m], [null, 1m, -1_000_000_000_000_000_000m])));

        Assert.Equal(["2 LENGTH name äöüß", "3 TYPE narrow ", "4 TYPE wide "], rejected.Rejections.Select(static row => $"{row.RowNumber} {row.Rule} {row.Column} {row.Value}"));
        Assert.Equal("varchar(3)", table.Schema["name"].Metadata["__CHAR_VARCHAR_TYPE_STRING"].AsText());
    }

    [Fact]
    public async Task A_null_inside_of_a_column_where_none_may_be_is_rejected_by_its_path()
    {
        var schema = new Schema(
            new Field("id", DataType.Int64),
            new Field("place", DataType.Struct(new Field("city", DataType.String, nullable: false), new Field("zip", DataType.String))),
            new Field("tags", DataType.List(DataType.String, elementNullable: false)),
            new Field("items", DataType.List(DataType.Struct(new Field("sku", DataType.String, nullable: false)))));
        var table = await _store.CreateAsync("t", schema);

        var rejected = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Rows.Of(
            "id bigint, place struct<city:string,zip:string>, tags array<string>, items array<struct<sku:string>>",
            [1L, Rows.Struct(("city", "Graz")), new object?[] { "a" }, new object?[] { Rows.Struct(("sku", "A")), null }],
            [2L, Rows.Struct(("zip", "8010")), null, null],
            [3L, null, new object?[] { "a", null }, null],
            [4L, null, null, new object?[] { Rows.Struct(("sku", "A")), Rows.Struct(("sku", null)) }])));

        Assert.Equal(["2 place.city", "3 tags.element", "4 items.element.sku"], rejected.Rejections.Select(static row => $"{row.RowNumber} {row.Column}"));
    }

    internal sealed record Payment(long Id, DateTimeOffset? PaidAt);
}
