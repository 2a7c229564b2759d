using Microsoft.Extensions.Logging.Abstractions;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Changes;

public sealed class ChangesTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly ManualTimeProvider _time = new(Start);
    private readonly MemoryObjectStore _objects;

    public ChangesTests() => _objects = new MemoryObjectStore(_time);

    [Theory]
    [InlineData(1, false, false)]
    [InlineData(2, true, false)]
    [InlineData(3, false, true)]
    [InlineData(4, true, true)]
    public async Task Changes_applied_in_order_lead_from_every_version_to_the_next(int seed, bool feed, bool vectors)
    {
        var random = new Random(seed);
        await using var store = Store();
        var table = await store.CreateAsync<Order>("t", builder =>
        {
            builder.Key(static order => order.OrderId);
            _ = feed ? builder.ChangeFeed() : builder;
            _ = vectors ? builder.DeletionVectors() : builder;
            _ = random.Next(2) == 0 ? builder.PartitionBy(static order => order.Region) : builder;
        });
        for (var step = 0; step < 12; step++)
        {
            await ChangeAsync(table, random, step);
        }

        var changes = await table.ChangesAsync(0).ToListAsync();
        for (var version = 1; version <= table.Version; version++)
        {
            var rows = (await (await table.AsOfAsync(version - 1)).Untyped.RowsAsync<Order>()).ToHashSet();
            foreach (var change in changes.Where(change => change.Version == version))
            {
                var isNew = change.Kind is RowChangeKind.Inserted or RowChangeKind.UpdatedTo;
                Assert.True(isNew ? rows.Add(change.Row) : rows.Remove(change.Row), $"version {version}: {change}");
            }

            Assert.Equal((await (await table.AsOfAsync(version)).Untyped.RowsAsync<Order>()).OrderBy(static order => order.OrderId), rows.OrderBy(static order => order.OrderId));
        }

        Assert.Equal(changes.Where(static change => change.Version >= 5), await table.ChangesAsync(5).ToListAsync());
        Assert.Equal(changes.Where(static change => change.Version is >= 3 and <= 6), await table.ChangesAsync(3, 6).ToListAsync());
        Assert.Empty(await table.ChangesAsync(table.Version + 1).ToListAsync());
    }

    [Fact]
    public async Task Updates_are_told_before_and_after_with_version_and_time_and_rearranged_rows_are_not_told()
    {
        await using var store = Store();
        var table = await store.CreateAsync<Item>("t", static builder => builder.Key(static item => item.Id).ChangeFeed());
        _time.Advance(TimeSpan.FromHours(1));
        await table.AppendAsync([new Item(1, "a"), new Item(2, "b")]);
        _time.Advance(TimeSpan.FromHours(1));
        await table.UpsertAsync([new Item(2, "B"), new Item(3, "c")]);
        await table.Untyped.OptimizeAsync();
        _time.Advance(TimeSpan.FromHours(1));
        await table.DeleteAsync(static item => item.Id == 1);

        var changes = await table.ChangesAsync(1).ToListAsync();

        Assert.Equal(
            ["1 Inserted 1a", "1 Inserted 2b", "2 Inserted 3c", "2 UpdatedFrom 2b", "2 UpdatedTo 2B", "4 Deleted 1a"],
            changes.Select(static change => $"{change.Version} {change.Kind} {change.Row.Id}{change.Row.Name}").Order());
        Assert.Equal([1, 2, 3], changes.Select(change => (int)(change.Timestamp!.Value - Start).TotalHours).Distinct());
        Assert.Equal([2L], await VersionsAsync(Start.AddHours(2), Start.AddHours(2.5)));
        Assert.Equal([1L, 2L], await VersionsAsync(Start.AddDays(-1), Start.AddHours(3)));
        Assert.Empty(await VersionsAsync(Start.AddDays(1), Start.AddDays(2)));

        async Task<List<long>> VersionsAsync(DateTimeOffset from, DateTimeOffset to)
        {
            var versions = new List<long>();
            await foreach (var batch in table.Untyped.ChangesAsync(from, to))
            {
                using (batch)
                {
                    versions.AddRange(batch.Column<long>("_commit_version").Values);
                }
            }

            return [.. versions.Distinct()];
        }
    }

    [Fact]
    public async Task Changes_before_an_evolution_are_told_in_the_columns_of_now()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id int, name string"), static builder => builder.ChangeFeed());
        await table.AppendAsync(Rows.Of("id int, name string", [1, "one"], [2, "two"]));
        await table.DeleteAsync("id = 1");
        await table.EvolveAsync(static change => change.MapColumns().RenameColumn("name", "title").Widen("id", DataType.Int64).AddColumn("note", DataType.String));
        await table.AppendAsync(Rows.Of("id bigint, title string, note string", [3L, "three", "n"]));
        await table.DeleteAsync("id = 2");

        var texts = new List<string>();
        await foreach (var batch in table.ChangesAsync(0))
        {
            using (batch)
            {
                texts.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', batch.Columns.SkipLast(1).Select(column => Rows.Text(column.GetValue(row))))));
            }
        }

        Assert.Equal(["1|one|∅|insert|1", "2|two|∅|insert|1", "1|one|∅|delete|2", "3|three|n|insert|4", "2|two|∅|delete|5"], texts);
    }

    [Fact]
    public async Task A_version_that_is_not_kept_any_more_or_not_there_yet_is_named()
    {
        await using var store = Store();
        var table = await store.CreateAsync("t", Schema.Parse("id int"));
        await table.AppendAsync(Rows.Of("id int", [1]));
        await _objects.DeleteAsync("t/_delta_log/00000000000000000000.json");

        var gone = await Assert.ThrowsAsync<VersionNotFoundException>(async () => await table.ChangesAsync(0).ToListAsync());
        await Assert.ThrowsAsync<VersionNotFoundException>(async () => await table.ChangesAsync(3).ToListAsync());

        Assert.Equal((0, 1), (gone.Version, gone.EarliestVersion));
    }

    private static async Task ChangeAsync(Table<Order> table, Random random, int step)
    {
        switch (step == 0 ? 0 : random.Next(5))
        {
            case 0: await table.AppendAsync(Order.Many(random.Next(), 200, 1_000_000 + (step * 1_000))); break;
            case 1: await table.UpsertAsync(Order.Many(random.Next(), 60, 1_000_000 + (random.Next(step) * 1_000) + 170)); break;
            case 2: var weight = random.Next(5, 20); await table.DeleteAsync(order => order.Weight < weight); break;
            case 3: await table.UpdateAsync(static order => order.IsGift && order.Weight > 50, static row => row.Set(static order => order.Weight, static order => order.Weight - 1)); break;
            default: await table.Untyped.OptimizeAsync(); break;
        }
    }

    private TableStore Store() => new(_objects, new TableStoreOptions { TargetFileBytes = 8 << 10, RowsPerBatch = 50 }, _time, new Random(1), NullLogger<TableStore>.Instance);

    internal sealed record Item(int Id, string Name);
}
