using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

/// <summary>Runs of equal texts stay runs from the file to the filter and the group.</summary>
public sealed class RunTests
{
    private static readonly Schema Schema = Schema.Parse("state string, n int");

    [Fact]
    public async Task Long_runs_of_a_file_are_handed_out_with_the_codes()
    {
        using var batch = Create(SortedStates(10_000, runRows: 300));
        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(Schema, new ParquetWriterOptions { PageRowLimit = 1_700 }, batch));

        var rows = 0;
        await foreach (var read in file.ReadAsync())
        {
            using (read)
            {
                var column = Assert.IsType<DictionaryBinaryColumn>(read.Columns[0]);
                Assert.NotEmpty(column.RunEnds.ToArray());
                AssertRunsMatchCodes(column);
                rows += read.RowCount;
            }
        }

        Assert.Equal(10_000, rows);
    }

    [Fact]
    public async Task Short_runs_and_columns_with_nulls_have_none()
    {
        foreach (var states in new[] { SortedStates(5_000, runRows: 3), [.. SortedStates(5_000, runRows: 300).Select(static (state, row) => row == 2_500 ? null : state)] })
        {
            using var batch = Create(states);
            await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(Schema, null, batch));
            await foreach (var read in file.ReadAsync())
            {
                using (read)
                {
                    Assert.Empty(((DictionaryBinaryColumn)read.Columns[0]).RunEnds.ToArray());
                }
            }
        }
    }

    [Fact]
    public async Task Slices_have_the_runs_of_their_rows()
    {
        using var batch = Create(SortedStates(4_000, runRows: 90));
        await using var file = await ParquetBytes.OpenAsync(await ParquetBytes.WriteAsync(Schema, null, batch));
        await foreach (var read in file.ReadAsync())
        {
            using (read)
            {
                var random = new Random(1);
                for (var turn = 0; turn < 500; turn++)
                {
                    var start = random.Next(read.RowCount);
                    using var slice = (DictionaryBinaryColumn)read.Columns[0].Slice(start, random.Next(1, read.RowCount - start + 1));
                    AssertRunsMatchCodes(slice);
                    using var inner = (DictionaryBinaryColumn)slice.Slice(slice.Length / 3, slice.Length - (slice.Length / 3));
                    AssertRunsMatchCodes(inner);
                }
            }
        }
    }

    [Fact]
    public async Task Filters_and_groups_over_runs_give_what_they_give_over_rows()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            using var batch = Create(RandomRuns(random));
            var options = new ParquetReaderOptions { BatchRowCount = random.Next(200, 4_000) };
            await using var file = await ParquetBytes.OpenAsync(
                await ParquetBytes.WriteAsync(Schema, new ParquetWriterOptions { PageRowLimit = random.Next(50, 3_000), RowGroupRowLimit = random.Next(500, 9_000) }, batch), options);
            foreach (var text in new[] { "state = 'b'", "state >= 'c' AND n % 3 = 0", "state IN ('a', 'd', 'e')", "upper(state) <> 'B'", "length(state) = 2" })
            {
                var filter = Expression.Parse(text);
                using var expected = filter.Bind(Schema).Filter(batch);
                Cell.AssertEqual([.. Cell.Rows(expected)], await RowsAsync(file.ReadAsync(filter: filter)), $"seed {seed}, {text}");
            }

            Cell.AssertEqual(await GroupsAsync(Once(batch)), await GroupsAsync(file.ReadAsync()), $"seed {seed}, groups");
        }
    }

    private static void AssertRunsMatchCodes(DictionaryBinaryColumn column)
    {
        var ends = column.RunEnds;
        if (ends.IsEmpty)
        {
            return;
        }

        Assert.Equal(column.Length, ends[^1]);
        var start = 0;
        foreach (var end in ends)
        {
            Assert.True(end > start);
            Assert.Equal(-1, column.Codes[start..end].IndexOfAnyExcept(column.Codes[start]));
            start = end;
        }
    }

    private static async Task<List<string[]>> GroupsAsync(IAsyncEnumerable<ColumnBatch> batches)
    {
        using var aggregation = new GroupByAggregation(
            Schema, [new("state", Expression.Column("state"))], [new("rows", Aggregate.Count()), new("sum", Aggregate.Sum(Expression.Column("n")))]);
        await foreach (var batch in batches)
        {
            using (batch)
            {
                aggregation.Add(batch);
            }
        }

        using var groups = aggregation.Finish();
        return [.. Cell.Rows(groups).OrderBy(static row => row[0], StringComparer.Ordinal)];
    }

    private static async IAsyncEnumerable<ColumnBatch> Once(ColumnBatch batch)
    {
        await Task.CompletedTask;
        yield return batch.Slice(0, batch.RowCount);
    }

    private static async Task<List<string[]>> RowsAsync(IAsyncEnumerable<ColumnBatch> batches)
    {
        var rows = new List<string[]>();
        await foreach (var batch in batches)
        {
            using (batch)
            {
                rows.AddRange(Cell.Rows(batch));
            }
        }

        return rows;
    }

    private static string?[] SortedStates(int rows, int runRows) => [.. Enumerable.Range(0, rows).Select(row => $"state {row / runRows}")];

    private static string?[] RandomRuns(Random random)
    {
        var states = new List<string?>();
        for (var total = random.Next(1, 12_000); states.Count < total;)
        {
            var state = random.Next(6) == 5 ? "ff" : ((char)('a' + random.Next(5))).ToString();
            states.AddRange(Enumerable.Repeat(state, random.Next(4) == 0 ? random.Next(1, 5) : random.Next(1, 400)));
        }

        return [.. states];
    }

    private static ColumnBatch Create(string?[] states)
    {
        using var builder = new ColumnBatchBuilder(Schema);
        for (var row = 0; row < states.Length; row++)
        {
            if (states[row] is { } state)
            {
                builder.Binary(0).Append(state);
            }
            else
            {
                builder.Binary(0).AppendNull();
            }

            builder.Fixed<int>(1).Append(row);
        }

        return builder.Build();
    }
}
