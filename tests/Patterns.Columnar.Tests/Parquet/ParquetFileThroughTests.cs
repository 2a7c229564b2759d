using Patterns.Core;

namespace Patterns.Columnar.Tests.Parquet;

public sealed class ParquetFileThroughTests
{
    private sealed record Row(long Id, string Text);

    [Fact]
    public async Task A_file_is_read_by_another_reader_without_reading_its_footer_again()
    {
        var store = new MemoryObjectStore();
        var binder = new RowBinder<Row>();
        using var stream = new MemoryStream();
        await using (var writer = ParquetWriter.Create(stream, binder.Schema))
        {
            using var batch = binder.Write([new Row(1, "a"), new Row(2, "b")]);
            await writer.WriteAsync(batch);
            await writer.CompleteAsync();
        }

        await store.PutAsync("file.parquet", stream.ToArray());
        await store.PutAsync("other.parquet", new byte[10]);
        var first = await ParquetFile.OpenAsync(store, "file.parquet");
        await using var second = first.Through(await store.OpenReadAsync("file.parquet"));
        await first.DisposeAsync();

        var rows = new List<Row>();
        await foreach (var batch in second.ReadAsync())
        {
            using (batch)
            {
                rows.AddRange(binder.Read(batch));
            }
        }

        Assert.Equal([new Row(1, "a"), new Row(2, "b")], rows);
        Assert.Same(first.RowGroups, second.RowGroups);
        var other = await store.OpenReadAsync("other.parquet");
        Assert.Throws<ArgumentException>(() => first.Through(other));
    }

    [Fact]
    public void A_filter_keeps_the_columns_asked_for()
    {
        using var batch = new RowBinder<Row>().Write([new Row(1, "a"), new Row(2, "b"), new Row(3, "c")]);

        using var kept = Expression.Parse("id >= 2").Bind(batch.Schema).Filter(batch, ["text"]);

        Assert.Equal(["text"], kept.Schema.Fields.Select(static field => field.Name));
        Assert.Equal(["b", "c"], Enumerable.Range(0, 2).Select(row => (string?)kept.Columns[0].GetValue(row)));
        Assert.True(batch.Columns[0].MemoryByteCount >= 24);
    }
}
