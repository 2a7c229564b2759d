using Patterns.Columnar;
using Patterns.Core;
using Patterns.Tables.Tests.Sql;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Query;

/// <summary>Queries keep to their memory limit: they set rows aside, or refuse.</summary>
public sealed class QueryMemoryTests : IDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TemporaryDirectory _folder = new();

    private sealed record Event(long Id, string Text, long Number);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("SELECT text, sum(number) FROM events GROUP BY text ORDER BY text")]
    [InlineData("SELECT text, number FROM events ORDER BY number % 1000, id")]
    [InlineData("SELECT count(*), sum(n) FROM (SELECT DISTINCT text, number AS n FROM events) AS s")]
    public async Task Rows_beyond_the_limit_are_set_aside_and_the_answer_stays_the_same(string text)
    {
        await EventsAsync();
        var bounded = TableFixture.Store(_objects, options: new TableStoreOptions { QueryMemoryLimit = 1 << 20, QuerySpillFolder = Path.Combine(_folder.Path, "aside") });

        var expected = await SqlOracle.RowsAsync(TableFixture.Store(_objects), text);
        var actual = await SqlOracle.RowsAsync(bounded, text);

        Assert.Equal(expected, actual);
        Assert.True(Directory.Exists(Path.Combine(_folder.Path, "aside")), "Nothing was set aside, so the limit was not tried.");
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "aside")));
    }

    [Fact]
    public async Task A_table_that_is_too_large_to_be_attached_is_refused()
    {
        await EventsAsync();
        var bounded = TableFixture.Store(_objects, options: new TableStoreOptions { QueryMemoryLimit = 1 << 20 });

        var error = await Assert.ThrowsAsync<JoinMemoryException>(() => SqlOracle.RowsAsync(bounded, "SELECT a.id, b.text FROM events AS a JOIN events AS b ON a.id = b.id"));

        Assert.Equal("join.memory-limit", error.Code);
        Assert.Equal(60_000, (await SqlOracle.RowsAsync(TableFixture.Store(_objects), "SELECT a.id, b.text FROM events AS a JOIN events AS b ON a.id = b.id")).Count);
    }

    private async Task EventsAsync()
    {
        var table = await TableFixture.Store(_objects).CreateAsync<Event>("events");
        await table.AppendAsync(Enumerable.Range(0, 60_000).Select(static id => new Event(id, $"some text that takes room {id * 7919L % 40_000}", id * 31L % 50_000)));
    }
}
