using Patterns.Columnar.Memory;
using Patterns.Columnar.Spilling;
using Patterns.Columnar.Tests.Batches;
using Patterns.Columnar.Tests.Expressions;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Columnar.Tests.Sorting;

public sealed class ExternalSorterTests
{
    private static readonly ExternalSortOptions Tiny = new() { MemoryLimit = ExternalSortOptions.MinMemoryLimit };

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Rows_set_aside_come_in_the_order_of_a_sort_in_memory(int seed)
    {
        var random = new Random(seed);
        var count = random.Next(20_000);
        using var rows = RandomRows(count, random);
        SortOrder[] orders = [.. Enumerable.Range(0, 1 + random.Next(3)).Select(index => new SortOrder(Expression.Column($"c{index}"), (SortDirection)random.Next(2), (NullPlacement)random.Next(2)))];
        using var inMemory = new BatchSorter(rows.Schema, orders);
        inMemory.Add(rows);
        using var expected = inMemory.Finish();

        using var sorter = new ExternalSorter(rows.Schema, orders, Tiny);
        for (var start = 0; start < count;)
        {
            using var piece = rows.Slice(start, Math.Min(1 + random.Next(700), count - start));
            await sorter.AddAsync(piece);
            start += piece.RowCount;
        }

        var sorted = await sorter.FinishAsync().ToListAsync();
        Assert.True(count < 5_000 || sorter.SpilledBytes > 0);
        Assert.Equal(Lines([expected]), Lines(sorted));
        sorted.ForEach(static batch => batch.Dispose());
    }

    [Fact]
    public async Task Many_runs_are_merged_in_several_passes_and_equal_rows_keep_their_order()
    {
        const int Rows = 400_000;
        var schema = new Schema(new Field("key", DataType.Int32), new Field("id", DataType.Int64));
        using var sorter = new ExternalSorter(schema, [SortOrder.Descending(Expression.Column("key"))], Tiny);
        for (var start = 0; start < Rows; start += 1_000)
        {
            using var batch = TestBatch.Of(schema, Enumerable.Range(start, 1_000).Select(static id => (object?[])[id * 7919 % 50, (long)id]));
            await sorter.AddAsync(batch);
        }

        var (key, id, count) = (int.MaxValue, -1L, 0);
        await foreach (var batch in sorter.FinishAsync())
        {
            using (batch)
            {
                var keys = batch.Column<int>("key").Values.ToArray();
                var ids = batch.Column<long>("id").Values.ToArray();
                for (var row = 0; row < keys.Length; row++)
                {
                    Assert.True(keys[row] < key || (keys[row] == key && ids[row] > id), $"row {count}");
                    (key, id, count) = (keys[row], ids[row], count + 1);
                }
            }
        }

        Assert.Equal(Rows, count);
        Assert.True(sorter.SpilledBytes > 2 * 12 * Rows, $"{sorter.SpilledBytes} bytes are less than two passes");
    }

    [Fact]
    public async Task Texts_that_share_a_dictionary_stay_codes()
    {
        using var texts = RandomColumns.Coded(50_000, new Random(3));
        using var batch = new ColumnBatch(new Schema(new Field("text", DataType.String)), texts.Share());
        using var sorter = new ExternalSorter(batch.Schema, [SortOrder.Ascending(Expression.Column("text"))], Tiny);
        for (var start = 0; start < batch.RowCount; start += 5_000)
        {
            using var piece = batch.Slice(start, 5_000);
            await sorter.AddAsync(piece);
        }

        await foreach (var rows in sorter.FinishAsync())
        {
            using (rows)
            {
                Assert.IsType<DictionaryBinaryColumn>(rows.Columns[0]);
            }
        }

        Assert.True(sorter.SpilledBytes > 0);
    }

    [Fact]
    public async Task The_temporary_file_is_gone_with_the_sorter()
    {
        using var folder = new TemporaryDirectory();
        var options = new ExternalSortOptions { MemoryLimit = ExternalSortOptions.MinMemoryLimit, SpillFolder = Path.Join(folder.Path, "spill") };
        using (var sorter = await SpilledAsync(options))
        {
            Assert.True(sorter.SpilledBytes > 0);
            await foreach (var batch in sorter.FinishAsync())
            {
                batch.Dispose();
                break;
            }
        }

        Assert.Empty(Directory.EnumerateFiles(options.SpillFolder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_an_error_that_names_it()
    {
        using var folder = new TemporaryDirectory();
        var file = Path.Join(folder.Path, "no-folder");
        await File.WriteAllTextAsync(file, "");
        var error = await Assert.ThrowsAsync<SpillException>(() => SpilledAsync(new ExternalSortOptions { MemoryLimit = ExternalSortOptions.MinMemoryLimit, SpillFolder = file }));
        Assert.Equal(("spill.failed", file), (error.Code, error.Folder));
    }

    [Fact]
    public async Task Wrong_use_and_no_rows()
    {
        var schema = new Schema(new Field("a", DataType.Int32));
        Assert.Throws<ArgumentException>(() => new ExternalSorter(schema, [SortOrder.Ascending(Expression.Column("a"))], new ExternalSortOptions { MemoryLimit = 1_000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExternalSorter(schema, []));
        using var sorter = new ExternalSorter(schema, [SortOrder.Ascending(Expression.Column("a"))]);
        Assert.Empty(await sorter.FinishAsync().ToListAsync());
    }

    [Fact]
    public void Columns_of_every_type_come_back_from_bytes()
    {
        var random = new Random(5);
        foreach (var type in RandomColumns.Types)
        {
            foreach (var nullShare in (double[])[0, 0.3, 1])
            {
                using var column = RandomColumns.Column(type, 300, random, nullShare);
                foreach (var (start, length) in ((int, int)[])[(0, 300), (0, 0), (65, 100), (299, 1)])
                {
                    using var part = column.Slice(start, length);
                    using var bytes = new BufferBuilder<byte>();
                    SpilledColumns.Write(part, bytes);
                    ReadOnlySpan<byte> input = bytes.Span;
                    using var read = SpilledColumns.Read(type, length, ref input);
                    Assert.True(input.IsEmpty);
                    Assert.Equal(RandomColumns.Values(part), RandomColumns.Values(read));
                }
            }
        }
    }

    private static async Task<ExternalSorter> SpilledAsync(ExternalSortOptions options)
    {
        using var rows = RandomRows(5_000, new Random(1));
        var sorter = new ExternalSorter(rows.Schema, [SortOrder.Ascending(Expression.Column("c0"))], options);
        await sorter.AddAsync(rows);
        return sorter;
    }

    private static ColumnBatch RandomRows(int count, Random random)
    {
        DataType[] keys = [DataType.Int64, DataType.Float64, DataType.String, DataType.Boolean, DataType.Decimal(38, 4), DataType.Int8];
        Column[] columns =
        [
            .. Enumerable.Range(0, 3).Select(_ => random.Next(4) == 0
                ? RandomColumns.Coded(count, random)
                : RandomColumns.Column(keys[random.Next(keys.Length)], count, random, nullShare: random.Next(3) * 0.2)),
            RandomColumns.Column(RandomColumns.Types[random.Next(RandomColumns.Types.Count)], count, random),
        ];
        return new ColumnBatch(new Schema([.. columns.Select(static (column, index) => new Field($"c{index}", column.Type))]), columns);
    }

    private static List<string> Lines(IReadOnlyList<ColumnBatch> batches)
        => [.. batches.SelectMany(static batch => Enumerable.Range(0, batch.RowCount).Select(row => string.Join('|', batch.Columns.Select(column => Text(column.GetValue(row))))))];

    private static string Text(object? value) => value switch
    {
        Dictionary<string, object?> fields => $"{{{string.Join(", ", fields.Values.Select(Text))}}}",
        KeyValuePair<object, object?>[] entries => $"{{{string.Join(", ", entries.Select(static entry => $"{Text(entry.Key)}: {Text(entry.Value)}"))}}}",
        object?[] list => $"[{string.Join(", ", list.Select(Text))}]",
        _ => TestBatch.Show(value),
    };
}
