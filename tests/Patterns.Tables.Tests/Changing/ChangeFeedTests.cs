using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Delta;

namespace Patterns.Tables.Tests.Changing;

/// <summary>The files in which changes tell which rows they changed.</summary>
public sealed class ChangeFeedTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public ChangeFeedTests() => _store = TableFixture.Store(_objects, options: new TableStoreOptions { TargetFileBytes = 4 << 10, RowsPerBatch = 100 });

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Changes_are_told_row_by_row(bool vectors, bool partitioned)
    {
        var rows = Order.Many(1, 500);
        var table = await CreateAsync(vectors, partitioned);
        await table.AppendAsync(rows);
        var upserted = Order.Many(2, 30, firstId: 491);

        await table.UpsertAsync(upserted);
        await table.UpdateAsync(order => order.OrderId <= 20, update => update.Set(order => order.Status, "seen"));
        await table.DeleteAsync(order => order.OrderId > 10 && order.OrderId <= 30);

        Assert.Equal(rows[490..].Select(static row => ("update_preimage", row)), await ChangesAsync(2, "update_preimage"));
        Assert.Equal(upserted[..10].Select(static row => ("update_postimage", row)), await ChangesAsync(2, "update_postimage"));
        Assert.Equal(upserted[10..].Select(static row => ("insert", row)), await ChangesAsync(2, "insert"));
        Assert.Equal(rows[..20].Select(static row => ("update_preimage", row)), await ChangesAsync(3, "update_preimage"));
        Assert.Equal(rows[..20].Select(static row => ("update_postimage", row with { Status = "seen" })), await ChangesAsync(3, "update_postimage"));
        Assert.Equal(
            rows[10..30].Select(static row => ("delete", row.OrderId <= 20 ? row with { Status = "seen" } : row)), await ChangesAsync(4, "delete"));
        Assert.Equal((40, 40, 20), ((await ChangesAsync(2)).Count, (await ChangesAsync(3)).Count, (await ChangesAsync(4)).Count));
    }

    [Fact]
    public async Task Appends_and_deletes_of_whole_files_are_told_by_the_log_alone()
    {
        var table = await CreateAsync(vectors: false, partitioned: true);
        await table.AppendAsync(Order.Many(1, 100));
        await table.UpsertAsync(Order.Many(1, 10, firstId: 101));
        await table.DeleteAsync(order => order.Region == "north");

        Assert.Empty(await _objects.PathsAsync("t/_change_data"));
    }

    [Fact]
    public async Task A_table_with_a_change_feed_asks_writers_to_know_it()
    {
        await CreateAsync(vectors: false, partitioned: false);

        var commit = await CommitAsync(0);
        Assert.Contains("""{"protocol":{"minReaderVersion":1,"minWriterVersion":4}}""", commit, StringComparison.Ordinal);
        Assert.Contains("\"delta.enableChangeDataFeed\":\"true\"", commit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_changes_are_no_part_of_the_table_and_stand_beside_it()
    {
        var table = await CreateAsync(vectors: false, partitioned: true);
        await table.AppendAsync(Order.Many(1, 100).Select(static order => order with { Region = "north" }));
        await table.DeleteAsync(order => order.OrderId == 5);

        var change = Assert.Single(Commit.Parse(2, System.Text.Encoding.UTF8.GetBytes(await CommitAsync(2)), "c").Changes);
        Assert.StartsWith("_change_data/region=north/cdc-00000-", change.Path, StringComparison.Ordinal);
        Assert.Contains("\"dataChange\":false}}", await CommitAsync(2), StringComparison.Ordinal);
        Assert.Equal("north", change.PartitionValues["region"]);
        Assert.Equal(99, await table.CountAsync());
    }

    private Task<Table<Order>> CreateAsync(bool vectors, bool partitioned) => _store.CreateAsync<Order>("t", table =>
    {
        table.Key(order => order.OrderId).ChangeFeed();
        if (vectors)
        {
            table.DeletionVectors();
        }

        if (partitioned)
        {
            table.PartitionBy(order => order.Region);
        }
    });

    private async Task<string> CommitAsync(long version)
        => System.Text.Encoding.UTF8.GetString(await _objects.ReadAllAsync(FormattableString.Invariant($"t/_delta_log/{version:D20}.json")));

    /// <summary>What a version says it changed, in order of ids.</summary>
    private async Task<IReadOnlyList<(string Type, Order Row)>> ChangesAsync(long version, string? type = null)
    {
        var changes = new List<(string Type, Order Row)>();
        foreach (var change in Commit.Parse(version, System.Text.Encoding.UTF8.GetBytes(await CommitAsync(version)), "c").Changes)
        {
            await using var file = await ParquetFile.OpenAsync(_objects, DeltaPath.Resolve("t", change.Path));
            await foreach (var batch in file.ReadAsync())
            {
                using (batch)
                {
                    changes.AddRange(RowsOf(batch, change));
                }
            }
        }

        return [.. changes.Where(change => type is null || change.Type == type).OrderBy(static change => change.Row.OrderId)];
    }

    private static List<(string Type, Order Row)> RowsOf(ColumnBatch batch, ChangeFile change)
    {
        var types = (BinaryColumn)batch.Column("_change_type");
        List<Field> fields = [.. batch.Schema.Fields];
        List<Column> columns = [.. batch.Columns];
        if (change.PartitionValues.TryGetValue("region", out var region))
        {
            using var builder = (BinaryColumnBuilder)ColumnBuilder.Create(DataType.String);
            for (var row = 0; row < batch.RowCount; row++)
            {
                builder.Append(region!);
            }

            fields.Add(new Field("region", DataType.String));
            columns.Add(builder.Build());
        }

        var rows = new RowBinder<Order>().Read(new ColumnBatch(new Schema(fields), columns)).ToList();
        return [.. rows.Select((row, index) => (types.GetString(index)!, row))];
    }
}
