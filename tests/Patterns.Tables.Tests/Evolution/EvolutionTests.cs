using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Evolution;

public sealed class EvolutionTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public EvolutionTests() => _store = TableFixture.Store(_objects);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task An_added_column_is_null_in_the_rows_that_were_there_also_inside_of_structs_and_lists()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint, place struct<city:string>, items array<struct<sku:string>>"));
        await table.AppendAsync(Rows.Of("id bigint, place struct<city:string>, items array<struct<sku:string>>", [1L, Rows.Struct(("city", "Graz")), new object?[] { Rows.Struct(("sku", "A")) }]));

        var version = await table.EvolveAsync(change => change
            .AddColumn("note", DataType.String, "free text")
            .AddColumn("place.zip", DataType.Int32)
            .AddColumn("items.element.price", DataType.Decimal(10, 2)));
        await table.AppendAsync(Rows.Of(
            table.Schema.ToString(), [2L, Rows.Struct(("city", "Linz"), ("zip", 4020)), new object?[] { Rows.Struct(("sku", "B"), ("price", 1.5m)) }, "new"]));

        Assert.Equal(2, version);
        Assert.Equal("free text", table.Schema["note"].Comment);
        Assert.Equal(
            ["1|(city:Graz,zip:∅)|[(sku:A,price:∅)]|∅", "2|(city:Linz,zip:4020)|[(sku:B,price:1.50)]|new"],
            await Rows.TextsAsync(table));
        Assert.Equal(["2|(city:Linz,zip:4020)|[(sku:B,price:1.50)]|new"], await Rows.TextsAsync(table, "place.zip = 4020"));
        Assert.Equal((1, 2), (table.Snapshot.Protocol.MinReaderVersion, table.Snapshot.Protocol.MinWriterVersion));
        Assert.Equal(["1|(city:Graz)|[(sku:A)]"], await Rows.TextsAsync(await table.AsOfAsync(1)));
    }

    [Fact]
    public async Task A_renamed_column_keeps_its_values_and_a_dropped_one_does_not_come_back_with_its_name()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint, name string, place struct<city:string,zip:int>"));
        await table.AppendAsync(Rows.Of("id bigint, name string, place struct<city:string,zip:int>", [1L, "one", Rows.Struct(("city", "Graz"), ("zip", 8010))]));

        await table.EvolveAsync(change => change.MapColumns().RenameColumn("name", "full name").RenameColumn("place.city", "town").DropColumn("place.zip"));
        await table.EvolveAsync(change => change.AddColumn("place.zip", DataType.String));
        await table.AppendAsync(Rows.Of("id bigint, `full name` string, place struct<town:string,zip:string>", [2L, "two", Rows.Struct(("town", "Linz"), ("zip", "4020"))]));

        Assert.Equal(["1|one|(town:Graz,zip:∅)", "2|two|(town:Linz,zip:4020)"], await Rows.TextsAsync(table));
        Assert.Equal(["2|two|(town:Linz,zip:4020)"], await Rows.TextsAsync(table, "`full name` = 'two' AND place.town = 'Linz'"));
        Assert.Equal((2, 5), (table.Snapshot.Protocol.MinReaderVersion, table.Snapshot.Protocol.MinWriterVersion));
        Assert.Equal("6", table.Snapshot.Metadata.Configuration["delta.columnMapping.maxColumnId"]);
        Assert.Equal(["1|one|(city:Graz,zip:8010)"], await Rows.TextsAsync(await table.AsOfAsync(1)));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("id")]
    public async Task Rows_appended_to_mapped_columns_have_physical_names_and_ids_in_files_statistics_and_partitions(string mode)
    {
        const string Schema =
            """{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,\"metadata\":{\"delta.columnMapping.id\":1,\"delta.columnMapping.physicalName\":\"c1\"}},{\"name\":\"at\",\"type\":{\"type\":\"struct\",\"fields\":[{\"name\":\"city\",\"type\":\"string\",\"nullable\":true,\"metadata\":{\"delta.columnMapping.id\":4,\"delta.columnMapping.physicalName\":\"c4\"}}]},\"nullable\":true,\"metadata\":{\"delta.columnMapping.id\":3,\"delta.columnMapping.physicalName\":\"c3\"}},{\"name\":\"day\",\"type\":\"date\",\"nullable\":true,\"metadata\":{\"delta.columnMapping.id\":2,\"delta.columnMapping.physicalName\":\"c2\"}}]}""";
        await _objects.PutAsync("t/_delta_log/00000000000000000000.json", System.Text.Encoding.UTF8.GetBytes(
            $$$$"""
            {"protocol":{"minReaderVersion":2,"minWriterVersion":5}}
            {"metaData":{"id":"t","format":{"provider":"parquet","options":{}},"schemaString":"{{{{Schema}}}}","partitionColumns":["day"],"configuration":{"delta.columnMapping.mode":"{{{{mode}}}}","delta.columnMapping.maxColumnId":"4"}}}
            """));
        var table = await _store.OpenAsync("t");

        await table.AppendAsync(Rows.Of("id bigint, at struct<city:string>, day date", [7L, Rows.Struct(("city", "Graz")), new DateOnly(2026, 1, 2)]));

        var add = table.Snapshot.Files.Single().Add;
        Assert.Equal(KeyValuePair.Create("c2", (string?)"2026-01-02"), Assert.Single(add.PartitionValues));
        Assert.Contains("""
            "minValues":{"c1":7,"c3":{"c4":"Graz"}}
            """.Trim(), add.Stats, StringComparison.Ordinal);
        await using var file = await ParquetFile.OpenAsync(_objects, DeltaPath.Resolve("t", add.Path));
        Assert.Equal(["c1", "c3"], file.Schema.Fields.Select(static field => field.Name));
        Assert.Equal([1L, 3L], file.Schema.Fields.Select(static field => field.Metadata["parquet.field.id"].AsInt64()));
        var inner = Assert.Single(((StructType)file.Schema["c3"].Type).Fields);
        Assert.Equal(("c4", 4L), (inner.Name, inner.Metadata["parquet.field.id"].AsInt64()));
        Assert.Equal(["7|(city:Graz)|2026-01-02"], await Rows.TextsAsync(table, "at.city = 'Graz' AND day = DATE '2026-01-02' AND id = 7"));
        Assert.Empty(await Rows.TextsAsync(table, "id > 7"));
    }

    [Fact]
    public async Task A_widened_column_has_the_values_of_before_and_the_log_says_what_it_was()
    {
        var table = await _store.CreateAsync(
            "t",
            Schema.Parse("a tinyint, b int, c float, d decimal(6,2), e date, f array<int>, g struct<h:smallint>, p int"),
            builder => builder.PartitionBy("p"));
        await table.AppendAsync(Rows.Of(
            "a tinyint, b int, c float, d decimal(6,2), e date, f array<int>, g struct<h:smallint>, p int",
            [(sbyte)1, 2, 0.1f, 1234.56m, new DateOnly(2026, 1, 2), new object?[] { 5 }, Rows.Struct(("h", (short)6)), 9]));

        await table.EvolveAsync(change => change
            .Widen("a", DataType.Int16).Widen("a", DataType.Int64)
            .Widen("b", DataType.Float64)
            .Widen("c", DataType.Float64)
            .Widen("d", DataType.Decimal(12, 4))
            .Widen("e", DataType.LocalTimestamp)
            .Widen("f.element", DataType.Int64)
            .Widen("g.h", DataType.Int32)
            .Widen("p", DataType.Int64));
        await table.AppendAsync(Rows.Of(
            table.Schema.ToString(), [long.MaxValue, 0.5, 0.1, 12345678.1234m, new DateTime(2026, 1, 2, 3, 4, 5), new object?[] { long.MaxValue }, Rows.Struct(("h", int.MaxValue)), long.MaxValue]));

        var reopened = await _store.OpenAsync("t");
        Assert.Equal(
            [
                "1|2|0.10000000149011612|1234.5600|2026-01-02T00:00:00.0000000|[5]|(h:6)|9",
                "9223372036854775807|0.5|0.1|12345678.1234|2026-01-02T03:04:05.0000000|[9223372036854775807]|(h:2147483647)|9223372036854775807",
            ],
            await Rows.TextsAsync(reopened));
        foreach (var filter in new[] { "a = 1", "b = 2", "c > 0.1D", "d = 1234.56", "e = TIMESTAMP_NTZ '2026-01-02 00:00:00'", "g.h = 6", "p = 9" })
        {
            Assert.StartsWith("1|2|", Assert.Single(await Rows.TextsAsync(reopened, filter)), StringComparison.Ordinal);
        }

        Assert.Equal(["timestampNtz", "typeWidening"], reopened.Snapshot.Protocol.ReaderFeatures);
        Assert.Equal("""[{"fromType":"byte","toType":"short"},{"fromType":"short","toType":"long"}]""", reopened.Schema["a"].Metadata["delta.typeChanges"].ToString());
        Assert.Equal("""[{"fromType":"integer","toType":"long","fieldPath":"element"}]""", reopened.Schema["f"].Metadata["delta.typeChanges"].ToString());
        Assert.Equal("true", reopened.Snapshot.Metadata.Configuration["delta.enableTypeWidening"]);
    }

    [Theory]
    [InlineData("typeWidening", "")]
    [InlineData("typeWidening-preview", ",\\\"tableVersion\\\":2")]
    public async Task A_table_that_another_engine_widened_is_read_and_written(string feature, string more)
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id int, tags array<smallint>"));
        await table.AppendAsync(Rows.Of("id int, tags array<smallint>", [1, new object?[] { (short)2 }]));
        var schema = $$$$"""{\"type\":\"struct\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"nullable\":true,\"metadata\":{\"delta.typeChanges\":[{\"toType\":\"long\",\"fromType\":\"integer\"{{{{more}}}}}]}},{\"name\":\"tags\",\"type\":{\"type\":\"array\",\"elementType\":\"integer\",\"containsNull\":true},\"nullable\":true,\"metadata\":{\"delta.typeChanges\":[{\"toType\":\"integer\",\"fromType\":\"short\",\"fieldPath\":\"element\"{{{{more}}}}}]}}]}""";
        await _objects.PutAsync("t/_delta_log/00000000000000000002.json", System.Text.Encoding.UTF8.GetBytes(
            $$$$"""
            {"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["{{{{feature}}}}"],"writerFeatures":["{{{{feature}}}}","appendOnly","invariants"]}}
            {"metaData":{"id":"t","format":{"provider":"parquet","options":{}},"schemaString":"{{{{schema}}}}","partitionColumns":[],"configuration":{"delta.enableTypeWidening":"true"}}}
            """));

        await table.AppendAsync(Rows.Of("id bigint, tags array<int>", [long.MaxValue, new object?[] { int.MaxValue }]));

        Assert.Equal(["1|[2]", "9223372036854775807|[2147483647]"], await Rows.TextsAsync(table));
        Assert.Equal(["1|[2]"], await Rows.TextsAsync(table, "id < 5000000000"));
        await table.EvolveAsync(static change => change.Widen("tags.element", DataType.Int64));
        Assert.Equal(["1|[2]", "9223372036854775807|[2147483647]"], await Rows.TextsAsync(table));
    }

    [DuckDbFact]
    public async Task Another_engine_finds_the_physical_names_and_ids_in_files_of_mapped_columns()
    {
        using var folder = new TemporaryDirectory();
        await using var store = TableFixture.Store(new FileObjectStore(folder.Path));
        var table = await store.CreateAsync("t", Schema.Parse("id bigint, place struct<city:string>"));
        await table.EvolveAsync(static change => change.MapColumns().RenameColumn("id", "the number").AddColumn("day", DataType.Date));
        await table.AppendAsync(Rows.Of("`the number` bigint, place struct<city:string>, day date", [7L, Rows.Struct(("city", "Graz")), new DateOnly(2026, 1, 2)]));
        var physical = table.Schema["day"].Metadata["delta.columnMapping.physicalName"].AsText()!;

        using var duck = DuckDb.OpenInMemory();
        var file = folder[$"t/{table.Snapshot.Files.Single().Add.Path}"];
        Assert.Equal(
            ["id 1", "place 2", "city 3", $"{physical} 4"],
            duck.Query($"SELECT name, field_id FROM parquet_schema('{file}') WHERE field_id IS NOT NULL").Rows.Select(static row => $"{row[0]} {row[1]}"));
        Assert.Equal("7|Graz|2026-01-02", string.Join('|', duck.Query($"SELECT id, place.city, CAST(\"{physical}\" AS VARCHAR) FROM read_parquet('{file}')").Rows.Single()));
        Assert.StartsWith("col-", physical, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_may_be_null_from_now_on_takes_nulls()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint NOT NULL"));
        await table.AppendAsync(Rows.Of("id bigint", [1L]));

        await table.EvolveAsync(static change => change.AllowNulls("id"));
        await table.AppendAsync(Rows.Of("id bigint", [(long?)null]));

        Assert.Equal(["1", "∅"], await Rows.TextsAsync(table));
    }

    [Fact]
    public async Task A_new_check_looks_at_the_rows_that_are_there_and_then_at_those_that_come()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint"));
        await table.AppendAsync(Rows.Of("id bigint", [1L], [-2L], [null]));

        var refused = await Assert.ThrowsAsync<EvolutionRefusedException>(() => table.EvolveAsync(static change => change.AddCheck("positive", "id > 0")));
        Assert.Equal(("table.evolution-refused", 2, 1L), (refused.Code, refused.Rejections.Count, table.Version));
        Assert.Contains("2 of the 3 rows that are there do not fulfil it", refused.Message, StringComparison.Ordinal);
        Assert.Contains("row 2, column id, positive: id is '-2'", refused.Message, StringComparison.Ordinal);

        await table.EvolveAsync(static change => change.AddCheck("not_large", "id IS NULL OR id < 10"));
        await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Rows.Of("id bigint", [10L])));
        await table.EvolveAsync(static change => change.DropCheck("NOT_LARGE"));
        await table.AppendAsync(Rows.Of("id bigint", [10L]));

        Assert.Equal(3, table.Snapshot.Protocol.MinWriterVersion);
        Assert.Empty(table.Checks);
    }

    [Theory]
    [InlineData("int to tinyint", "does not have every value of int", "Add a column of type tinyint")]
    [InlineData("text to a number", "does not have every value of string", "drop the old one")]
    [InlineData("rename unmapped", "files know their columns by name", "Call MapColumns()")]
    [InlineData("drop unmapped", "files know their columns by name", "Call MapColumns()")]
    [InlineData("rename checked", "CHECK small (quantity < 100) uses it", "Drop that rule first")]
    [InlineData("widen checked", "CHECK small (quantity < 100) uses it", "Drop that rule first")]
    [InlineData("drop partition", "the table is partitioned by it", "Create a table without it")]
    [InlineData("drop unknown", "there is no place.street", "there are: city")]
    [InlineData("drop last field", "it is the last one on its level", "Drop the column around it")]
    [InlineData("rename element", "have no names of their own", "Name the column around it")]
    [InlineData("add twice", "there is name string already", "Choose another name")]
    [InlineData("add below text", "is string and has no fields", "Name a struct")]
    [InlineData("add blank", "a character that Delta tables do not allow", "map columns")]
    [InlineData("drop unknown check", "there is no such rule", "The rules are: small")]
    [InlineData("match without a column", "a column is not dropped because a schema does not mention it", "Drop it by name")]
    [InlineData("match with not null", "rows that are there may be null", "Add a CHECK instead: name IS NOT NULL")]
    [InlineData("match with new not null", "rows that are there have no value for it", "Add it as nullable")]
    [InlineData("match with other type", "does not have every value of string", "Add a column of that type")]
    public async Task What_rows_or_rules_do_not_allow_is_refused_with_the_reason_and_the_migration(string change, string reason, string migration)
    {
        var schema = Schema.Parse("id bigint, name string, quantity int, tags array<string>, place struct<city:string>, day date");
        var table = await _store.CreateAsync("t", schema, static builder => builder.Check("small", "quantity < 100").PartitionBy("day"));

        var refused = await Assert.ThrowsAsync<EvolutionRefusedException>(() => table.EvolveAsync(evolution => _ = change switch
        {
            "int to tinyint" => evolution.Widen("quantity", DataType.Int8),
            "text to a number" => evolution.Widen("name", DataType.Int64),
            "rename unmapped" => evolution.RenameColumn("name", "title"),
            "drop unmapped" => evolution.DropColumn("name"),
            "rename checked" => evolution.MapColumns().RenameColumn("quantity", "number"),
            "widen checked" => evolution.Widen("quantity", DataType.Int64),
            "drop partition" => evolution.MapColumns().DropColumn("day"),
            "drop unknown" => evolution.MapColumns().DropColumn("place.street"),
            "drop last field" => evolution.MapColumns().DropColumn("place.city"),
            "rename element" => evolution.MapColumns().RenameColumn("tags.element", "tag"),
            "add twice" => evolution.AddColumn("NAME", DataType.Int32),
            "add below text" => evolution.AddColumn("name.first", DataType.String),
            "add blank" => evolution.AddColumn("`two words`", DataType.String),
            "drop unknown check" => evolution.DropCheck("large"),
            "match without a column" => evolution.MatchSchema(Schema.Parse("id bigint, quantity int, tags array<string>, place struct<city:string>, day date")),
            "match with not null" => evolution.MatchSchema(Schema.Parse("id bigint, name string NOT NULL, quantity int, tags array<string>, place struct<city:string>, day date")),
            "match with new not null" => evolution.MatchSchema(Schema.Parse("id bigint, name string, extra int NOT NULL, quantity int, tags array<string>, place struct<city:string>, day date")),
            "match with other type" => evolution.MatchSchema(Schema.Parse("id bigint, name binary, quantity int, tags array<string>, place struct<city:string>, day date")),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        }));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.Contains(migration, refused.Message, StringComparison.Ordinal);
        Assert.Single(await _objects.PathsAsync());
    }

    [Fact]
    public async Task A_key_is_renamed_and_widened_with_its_column_and_stays_a_key()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id int, name string"), static builder => builder.Key("id"));
        await table.AppendAsync(Rows.Of("id int, name string", [1, "one"]));

        await Assert.ThrowsAsync<EvolutionRefusedException>(() => table.EvolveAsync(static change => change.AllowNulls("id")));
        await Assert.ThrowsAsync<EvolutionRefusedException>(() => table.EvolveAsync(static change => change.MapColumns().DropColumn("id")));
        await Assert.ThrowsAsync<EvolutionRefusedException>(() => table.EvolveAsync(static change => change.Widen("id", DataType.Float64)));
        await table.EvolveAsync(static change => change.MapColumns().RenameColumn("id", "number").Widen("number", DataType.Int64));

        Assert.Equal(["number"], table.KeyColumns);
        await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Rows.Of("number bigint, name string", [1L, "again"])));
        await table.AppendAsync(Rows.Of("number bigint, name string", [2L, "two"]));
        await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Rows.Of("number bigint, name string", [2L, "again"])));
    }

    [Fact]
    public async Task A_column_that_a_metric_uses_is_not_renamed()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id int, amount int"), static builder => builder.Metric("total", "sum(amount)"));

        var refused = await Assert.ThrowsAsync<EvolutionRefusedException>(() => table.EvolveAsync(static change => change.MapColumns().RenameColumn("amount", "value")));
        await table.EvolveAsync(static change => change.MapColumns().RenameColumn("id", "number"));

        Assert.Contains("metric 'total'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_brought_to_a_schema_in_one_commit_and_a_second_time_nothing_is_left_to_do()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id int NOT NULL, place struct<city:string>"));
        var wanted = Schema.Parse("id bigint, place struct<city:string,zip:string>, note string COMMENT 'free text'");

        Assert.Equal(1, await table.EvolveAsync(change => change.MatchSchema(wanted)));
        Assert.Equal(1, await table.EvolveAsync(change => change.MatchSchema(wanted)));

        Assert.Equal("id bigint, place struct<city:string,zip:string>, note string COMMENT 'free text'", table.Schema.ToString());
    }

    [Fact]
    public async Task Of_two_changes_made_at_once_the_second_is_a_conflict_and_an_append_in_between_is_none()
    {
        await _store.CreateAsync("t", Schema.Parse("id bigint"));
        Func<Task>? meanwhile = null;
        var racing = TableFixture.Store(new FlakyObjectStore(_objects, call =>
        {
            if (call is { Operation: StoreOperation.Put } && call.Path.EndsWith(".json", StringComparison.Ordinal) && Interlocked.Exchange(ref meanwhile, null) is { } other)
            {
                other().GetAwaiter().GetResult();
            }

            return Fault.None;
        }), seed: 2);
        var table = await racing.OpenAsync("t");

        meanwhile = async () => await (await _store.OpenAsync("t")).AppendAsync(Rows.Of("id bigint", [5L]));
        Assert.Equal(2, await table.EvolveAsync(static change => change.AddCheck("positive", "id > 0")));

        meanwhile = async () => await (await _store.OpenAsync("t")).EvolveAsync(static change => change.AddColumn("b", DataType.String));
        var conflict = await Assert.ThrowsAsync<CommitConflictException>(() => table.EvolveAsync(static change => change.AddColumn("a", DataType.String)));
        Assert.Equal((2, 3, "ADD COLUMNS"), (conflict.ReadVersion, conflict.WinningVersion, conflict.WinningOperation));

        meanwhile = async () => await (await _store.OpenAsync("t")).AppendAsync(Rows.Of("id bigint", [50L]));
        await Assert.ThrowsAsync<EvolutionRefusedException>(() => table.EvolveAsync(static change => change.AddCheck("small", "id < 50")));
    }
}
