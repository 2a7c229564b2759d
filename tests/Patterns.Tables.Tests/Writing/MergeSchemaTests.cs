using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Writing;

public sealed class MergeSchemaTests : IAsyncDisposable
{
    private static readonly AppendOptions Merge = new() { MergeSchema = true };

    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public MergeSchemaTests() => _store = TableFixture.Store(_objects);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Columns_that_rows_bring_along_are_added_in_the_same_commit_also_inside_of_structs_and_midway()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint, load struct<cpu:double>"));
        await table.AppendAsync(Rows.Of("id bigint, load struct<cpu:double>", [1L, Rows.Struct(("cpu", 0.5))]));

        var result = await table.AppendAsync(Two(), Merge);

        Assert.Equal((2, 2, 2), (result.Version, result.RowCount, result.FileCount));
        Assert.Equal("id bigint, load struct<cpu:double,memory:bigint>, host string", table.Schema.ToString());
        Assert.Equal(["1|(cpu:0.5,memory:∅)|∅", "2|(cpu:∅,memory:7)|∅", "3|(cpu:0.25,memory:8)|a"], await Rows.TextsAsync(table));

        static async IAsyncEnumerable<ColumnBatch> Two()
        {
            await foreach (var batch in Rows.Of("id bigint, load struct<memory:bigint>", [2L, Rows.Struct(("memory", 7L))]))
            {
                yield return batch;
            }

            await foreach (var batch in Rows.Of("host string, id bigint, load struct<cpu:double,memory:bigint>", ["a", 3L, Rows.Struct(("cpu", 0.25), ("memory", 8L))]))
            {
                yield return batch;
            }
        }
    }

    [Fact]
    public async Task Rows_of_a_type_with_more_properties_add_their_columns_and_without_being_asked_to_they_are_refused()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint"));

        await Assert.ThrowsAsync<RowBindingException>(() => table.As<Reading>().AppendAsync([new Reading(1, "a", new Place("Graz"))]));
        await Assert.ThrowsAsync<SchemaMismatchException>(() => table.AppendAsync(Rows.Of("id bigint, name string", [1L, "a"])));
        await table.As<Reading>().AppendAsync([new Reading(1, "a", new Place("Graz"))], Merge);

        Assert.Equal(["1|a|(city:Graz)"], await Rows.TextsAsync(table));
        Assert.Equal([new Reading(1, "a", new Place("Graz"))], await table.RowsAsync<Reading>());
    }

    [Fact]
    public async Task Types_are_widened_where_the_table_allows_it_and_refused_where_it_does_not()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id int, n smallint"));

        await Assert.ThrowsAsync<SchemaMismatchException>(() => table.AppendAsync(Rows.Of("id bigint, n smallint", [5_000_000_000L, (short)1]), Merge));
        await table.EvolveAsync(static change => change.Widen("n", DataType.Int32));
        await table.AppendAsync(Rows.Of("id bigint, n smallint", [5_000_000_000L, (short)1]), Merge);

        Assert.Equal("id bigint, n int", table.Schema.ToString());
        Assert.Equal(["5000000000|1"], await Rows.TextsAsync(table));
    }

    [Fact]
    public async Task New_columns_of_a_mapped_table_get_ids_and_physical_names()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint"));
        await table.EvolveAsync(static change => change.MapColumns());

        await table.AppendAsync(Rows.Of("id bigint, `the place` struct<city:string>", [1L, Rows.Struct(("city", "Graz"))]), Merge);

        Assert.Equal(["1|(city:Graz)"], await Rows.TextsAsync(table, "`the place`.city = 'Graz'"));
        Assert.Equal("3", table.Snapshot.Metadata.Configuration["delta.columnMapping.maxColumnId"]);
    }

    [Fact]
    public async Task An_append_with_new_columns_that_is_rejected_leaves_the_table_as_it_was()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint"), static builder => builder.Check("positive", "id > 0"));

        await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(Rows.Of("id bigint, name string", [-1L, "a"]), Merge));

        Assert.Equal("id bigint", table.Schema.ToString());
        Assert.Single(await _objects.PathsAsync());
    }

    [Fact]
    public async Task Of_two_appends_with_new_columns_made_at_once_the_second_is_a_conflict()
    {
        await _store.CreateAsync("t", Schema.Parse("id bigint"));
        var isFirst = true;
        await using var racing = TableFixture.Store(new FlakyObjectStore(_objects, call =>
        {
            if (isFirst && call is { Operation: StoreOperation.Put } && call.Path.EndsWith(".json", StringComparison.Ordinal))
            {
                isFirst = false;
                _store.OpenAsync("t").GetAwaiter().GetResult().AppendAsync(Rows.Of("id bigint, a string", [1L, "a"]), Merge).GetAwaiter().GetResult();
            }

            return Fault.None;
        }), seed: 2);
        var table = await racing.OpenAsync("t");

        await Assert.ThrowsAsync<CommitConflictException>(() => table.AppendAsync(Rows.Of("id bigint, a bigint", [2L, 2L]), Merge));

        Assert.Equal(["1|a"], await Rows.TextsAsync(await _store.OpenAsync("t")));
    }

    internal sealed record Place(string? City);

    internal sealed record Reading(long Id, string? Name, Place? Place);
}
