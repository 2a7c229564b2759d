using Patterns.Core;

namespace Patterns.Tables.Tests.Changing;

/// <summary>Two writers change one table at the same time: who has to give way, and who need not.</summary>
public sealed class ChangeConflictTests : IAsyncDisposable
{
    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _ours;
    private readonly TableStore _theirs;

    public ChangeConflictTests()
    {
        _ours = TableFixture.Store(new MeanwhileStore(_objects, () => _meanwhile));
        _theirs = TableFixture.Store(_objects, seed: 2);
    }

    private Func<Table<Order>, Task>? _meanwhile;

    public async ValueTask DisposeAsync()
    {
        await _ours.DisposeAsync();
        await _theirs.DisposeAsync();
    }

    public static TheoryData<string, string, string> Conflicts => new()
    {
        { "delete north", "append north", "it added rows in" },
        { "update north", "append north", "it added rows in" },
        { "delete all", "append south", "it added rows in" },
        { "delete north", "delete north 1", "it removed or replaced the data file" },
        { "delete north", "update north 1", "it removed or replaced the data file" },
        { "update north", "upsert north 1", "it removed or replaced the data file" },
        { "upsert north 1", "delete north 1", "it removed or replaced the data file" },
        { "upsert north 1", "upsert north 1", "it removed or replaced the data file" },
        { "delete north 1", "optimise all", "it removed or replaced the data file" },
        { "upsert north 1", "optimise all", "it removed or replaced the data file" },
        { "upsert new", "upsert new", "both write a row whose key (order_id) is '500'" },
        { "upsert new", "append new", "both write a row whose key (order_id) is '500'" },
        { "append new", "upsert new", "both write a row whose key (order_id) is '500'" },
    };

    public static TheoryData<string, string> NoConflicts => new()
    {
        { "delete north", "append south" },
        { "delete north", "delete south" },
        { "update north", "delete south" },
        { "update north", "upsert south 11" },
        { "upsert north 1", "append south" },
        { "upsert north 1", "delete south" },
        { "upsert north 1", "upsert south 11" },
        { "upsert new", "delete north" },
        { "append south", "delete north" },
        { "append new", "optimise all" },
        { "upsert new", "optimise all" },
        { "append new", "update south" },
    };

    [Theory]
    [MemberData(nameof(Conflicts))]
    public async Task A_change_of_what_was_read_is_a_conflict_that_names_both(string ours, string theirs, string reason)
    {
        foreach (var vectors in new[] { false, true })
        {
            var table = await CreateAsync($"{vectors}", vectors);
            _meanwhile = async other => await ChangeAsync(other, theirs);

            var conflict = await Assert.ThrowsAsync<CommitConflictException>(() => ChangeAsync(table, ours));

            Assert.Contains(reason, conflict.Message, StringComparison.Ordinal);
            Assert.Equal((2, OperationOf(ours), 3, OperationOf(theirs)), (conflict.ReadVersion, conflict.Operation, conflict.WinningVersion, conflict.WinningOperation));
            Assert.Equal(3, await table.RefreshAsync());
        }
    }

    [Theory]
    [MemberData(nameof(NoConflicts))]
    public async Task A_change_that_does_not_concern_what_was_read_is_none(string ours, string theirs)
    {
        foreach (var vectors in new[] { false, true })
        {
            var table = await CreateAsync($"{vectors}", vectors);
            _meanwhile = async other => await ChangeAsync(other, theirs);
            await ChangeAsync(table, ours);
            var oneByOne = await CreateAsync($"{vectors}-2", vectors);
            await ChangeAsync(oneByOne, theirs);
            await ChangeAsync(oneByOne, ours);

            Assert.Equal(oneByOne.Version, await table.RefreshAsync());
            Assert.Equal(await SortedAsync(oneByOne), await SortedAsync(table));
        }
    }

    [Fact]
    public async Task A_change_of_the_table_itself_is_a_conflict()
    {
        var table = await CreateAsync("t", vectors: false);
        _meanwhile = async _ =>
        {
            var commit = System.Text.Encoding.UTF8.GetString(await _objects.ReadAllAsync("t/_delta_log/00000000000000000000.json"));
            await _objects.PutAsync("t/_delta_log/00000000000000000003.json", System.Text.Encoding.UTF8.GetBytes(commit.Split('\n').Single(static line => line.StartsWith("{\"metaData\"", StringComparison.Ordinal))));
        };

        var conflict = await Assert.ThrowsAsync<CommitConflictException>(() => ChangeAsync(table, "delete north"));

        Assert.Contains("it changed the columns, the rules or the configuration", conflict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_another_writer_made_for_the_same_source_is_not_made_again()
    {
        var table = await CreateAsync("t", vectors: false);
        var options = new ChangeOptions { Source = "erasure", Sequence = 3 };
        _meanwhile = async other => await other.DeleteAsync(order => order.Region == "north", options);

        var removed = await table.DeleteAsync(order => order.Region == "north", options);

        Assert.Equal((0, 3), (removed, table.Version));
        Assert.All(await SortedAsync(table), static order => Assert.Equal("south", order.Region));
    }

    private static string OperationOf(string change) => change.Split(' ')[0] switch
    {
        "append" => "WRITE",
        "upsert" => "MERGE",
        "optimise" => "OPTIMIZE",
        var operation => operation.ToUpperInvariant(),
    };

    /// <summary>A change in words: what, in which region or with which key.</summary>
    private static async Task ChangeAsync(Table<Order> table, string change)
    {
        var words = change.Split(' ');
        var (region, id) = (words[1], words.Length > 2 ? long.Parse(words[2], null) : 0);
        Order[] rows = [Order.Any(new Random(9), id) with { OrderId = region == "new" ? 500 : id == 0 ? 400 : id, Region = region == "new" ? "south" : region }];
        var condition = region == "all" ? "true" : id == 0 ? $"region = '{region}'" : $"region = '{region}' AND order_id = {id}";
        switch (words[0])
        {
            case "append":
                await table.AppendAsync(rows);
                break;
            case "upsert":
                await table.UpsertAsync(rows);
                break;
            case "optimise":
                await table.Untyped.OptimizeAsync(new OptimizeOptions { ClusterBy = ["amount"] });
                break;
            case "update":
                await table.Untyped.UpdateAsync(condition, new Dictionary<string, string> { ["status"] = "'changed'" });
                break;
            default:
                await table.Untyped.DeleteAsync(condition);
                break;
        }
    }

    private static async Task<Order[]> SortedAsync(Table<Order> table) => [.. (await table.Untyped.RowsAsync<Order>()).OrderBy(static order => order.OrderId)];

    /// <summary>Ten orders in the north and ten in the south, in two partitions.</summary>
    private async Task<Table<Order>> CreateAsync(string path, bool vectors)
    {
        _meanwhile = null;
        var table = await _ours.CreateAsync<Order>(path, builder =>
        {
            builder.Key(order => order.OrderId).PartitionBy(order => order.Region);
            if (vectors)
            {
                builder.DeletionVectors();
            }
        });
        await table.AppendAsync(Order.Many(1, 10).Select(static order => order with { Region = "north" }));
        await table.AppendAsync(Order.Many(2, 10, firstId: 11).Select(static order => order with { Region = "south" }));
        return table;
    }

    /// <summary>A store in which somebody else commits just before the next commit.</summary>
    private sealed class MeanwhileStore(MemoryObjectStore inner, Func<Func<Table<Order>, Task>?> meanwhile) : IObjectStore
    {
        private bool _isInside;

        public IAsyncEnumerable<ObjectInfo> ListAsync(string prefix, string? startAfter = null, CancellationToken cancellationToken = default)
            => inner.ListAsync(prefix, startAfter, cancellationToken);

        public Task<ObjectInfo?> HeadAsync(string path, CancellationToken cancellationToken = default) => inner.HeadAsync(path, cancellationToken);

        public Task<IObjectReader> OpenReadAsync(string path, CancellationToken cancellationToken = default) => inner.OpenReadAsync(path, cancellationToken);

        public async Task PutAsync(string path, ReadOnlyMemory<byte> content, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
        {
            if (path.EndsWith("3.json", StringComparison.Ordinal) && meanwhile() is { } change && !_isInside)
            {
                _isInside = true;
                await using var store = TableFixture.Store(inner, seed: 3);
                await change(await store.OpenAsync<Order>(path.Split('/')[0], cancellationToken));
                _isInside = false;
            }

            await inner.PutAsync(path, content, mode, cancellationToken);
        }

        public Task<ObjectWriter> CreateAsync(string path, PutMode mode = PutMode.Overwrite, CancellationToken cancellationToken = default)
            => inner.CreateAsync(path, mode, cancellationToken);

        public Task<bool> DeleteAsync(string path, CancellationToken cancellationToken = default) => inner.DeleteAsync(path, cancellationToken);
    }
}
