using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Keys;

namespace Patterns.Tables.Tests.Keys;

public sealed class KeyCollectorTests
{
    [Fact]
    public async Task Keys_beyond_the_limit_go_to_files_that_are_gone_with_it()
    {
        string folder;
        var key = await KeyAsync();
        await using (var keys = new KeyCollector(key, key.Schema, memoryLimit: 10_000))
        {
            for (var batch = 0; batch < 10; batch++)
            {
                using var rows = Rows(key.Schema, batch * 100, 100);
                await keys.AddAsync(rows, batch * 100, default);
            }

            folder = keys.Folder!;
            Assert.True(Directory.EnumerateFiles(folder).Count() > 3);
            var counts = new List<int>();
            await foreach (var chunk in keys.ReadAsync(default))
            {
                counts.Add(chunk.Count);
            }

            Assert.Equal(1_000, counts.Sum());
            Assert.Equal(1_000, keys.RowCount);
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Parts_whose_ranges_do_not_meet_are_not_compared()
    {
        var key = await KeyAsync();
        await using var keys = new KeyCollector(key, key.Schema, memoryLimit: 10_000);
        foreach (var (from, before) in new[] { (0, 0), (1_000, 300), (150, 600), (5_000, 900) })
        {
            using var rows = Rows(key.Schema, from, 300);
            await keys.AddAsync(rows, before, default);
        }

        var compared = new List<int>();
        var part = 0;
        await foreach (var chunk in keys.ReadAsync(default))
        {
            var count = 0;
            await foreach (var batch in keys.ReadBehindAsync(part++, chunk, default))
            {
                count += batch.RowCount;
            }

            compared.Add(count);
        }

        Assert.Equal([300, 0, 0, 0], compared);
    }

    private static async Task<TableKey> KeyAsync()
    {
        await using var store = TableFixture.Store(new MemoryObjectStore());
        var table = await store.CreateAsync("t", Schema.Parse("id bigint"), static table => table.Key("id"));
        return TableKey.Of(table.Snapshot, "t")!;
    }

    private static ColumnBatch Rows(Schema schema, int from, int count)
    {
        using var ids = (FixedColumnBuilder<long>)ColumnBuilder.Create(DataType.Int64);
        for (var id = from; id < from + count; id++)
        {
            ids.Append(id);
        }

        return new ColumnBatch(schema, count, [ids.Build()]);
    }
}
