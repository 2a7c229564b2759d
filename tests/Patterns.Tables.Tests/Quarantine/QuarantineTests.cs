using System.Text;
using System.Text.Json;
using Patterns.Columnar;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Tables.Tests.Quarantine;

public sealed class QuarantineTests : IAsyncDisposable
{
    private static readonly AppendOptions SetAside = new() { Rejected = RejectedRowHandling.SetAside };

    private readonly MemoryObjectStore _objects = new();
    private readonly TableStore _store;

    public QuarantineTests() => _store = TableFixture.Store(_objects);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Rows_that_break_rules_are_set_aside_with_every_reason_and_the_others_are_appended()
    {
        var table = await _store.CreateAsync(
            "t", Schema.Parse("id bigint NOT NULL, amount decimal(6,2), place struct<city:string>"), static builder => builder.Check("positive", "amount > 0"));

        var result = await table.AppendAsync(
            Rows.Of(
                "amount decimal(6,2), place struct<city:string>, id bigint",
                [1.5m, Rows.Struct(("city", "Graz")), 1L], [-2m, Rows.Struct(("city", "Linz")), null], [3m, null, 3L], [-4m, null, 4L]),
            SetAside);

        Assert.Equal((1, 2, 2), (result.Version, result.RowCount, result.RejectedRowCount));
        Assert.Equal(["1|1.50|(city:Graz)", "3|3.00|∅"], await Rows.TextsAsync(table));
        Assert.Equal(["2 NOT NULL", "2 positive", "4 positive"], result.Rejections.Select(static row => $"{row.RowNumber} {row.Rule}"));
        Assert.StartsWith("t/_quarantine/", result.QuarantinePath, StringComparison.Ordinal);
        Assert.Equal(
            [
                """{"row":2,"rejections":[{"rule":"NOT NULL","column":"id","value":null,"reason":"it is null"},{"rule":"positive","column":"amount","value":"-2.00","reason":"amount is '-2.00', which does not fulfil amount > 0"}],"values":{"amount":-2.00,"place":{"city":"Linz"},"id":null}}""",
                """{"row":4,"rejections":[{"rule":"positive","column":"amount","value":"-4.00","reason":"amount is '-4.00', which does not fulfil amount > 0"}],"values":{"amount":-4.00,"place":null,"id":4}}""",
            ],
            await LinesAsync(result));
        var commit = await table.HistoryAsync().FirstAsync();
        Assert.Equal(("2", "2"), (commit.Metrics["numOutputRows"], commit.Metrics["numRejectedRows"]));
        Assert.Equal(result.QuarantinePath, $"t/{commit.Parameters["quarantine"]}");
        Assert.Equal(["t"], await _store.ListAsync().ToListAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rows_that_go_in_are_those_accepted_and_those_set_aside(int seed)
    {
        var random = new Random(seed);
        var table = await _store.CreateAsync<Reading>("t", static builder => builder.Check("small", "100 / divisor < 50").Check("named", "name <> ''"));
        var rows = Enumerable.Range(0, 5_000).Select(index => new Reading(
            index, random.Next(20) == 0 ? "" : "x", random.Next(-5, 20), random.Next(50) == 0 ? 123456m : 1m)).ToArray();
        var good = rows.Where(static row => row.Name == "x" && row.Divisor is not 0 && 100.0 / row.Divisor < 50 && row.Amount == 1m).ToArray();

        var result = await table.AppendAsync(rows, SetAside);

        Assert.Equal(rows.Length, result.RowCount + result.RejectedRowCount);
        Assert.Equal(good, await table.Untyped.RowsAsync<Reading>());
        var lines = await LinesAsync(result);
        Assert.Equal(result.RejectedRowCount, lines.Length);
        Assert.Equal(
            rows.Except(good).Select(static row => row.Id + 1),
            lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("row").GetInt64()));
        Assert.Equal(
            rows.Except(good).Select(static row => row.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("values").GetProperty("id").ToString()));
    }

    [Fact]
    public async Task An_append_that_sets_nothing_aside_leaves_no_quarantine_file()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint NOT NULL"));

        var result = await table.AppendAsync(Rows.Of("id bigint", [1L]), SetAside);

        Assert.Null(result.QuarantinePath);
        Assert.DoesNotContain(await _objects.PathsAsync(), static path => path.Contains("_quarantine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_load_that_is_made_again_sets_nothing_aside_again()
    {
        var table = await _store.CreateAsync("t", Schema.Parse("id bigint NOT NULL"));
        var load = new AppendOptions { Rejected = RejectedRowHandling.SetAside, Source = "erp", Sequence = 1 };

        var first = await table.AppendAsync(Rows.Of("id bigint", [(long?)null]), load);
        var second = await table.AppendAsync(Rows.Of("id bigint", [(long?)null]), load);

        Assert.Equal((1, 0, 1, false), (first.Version, first.RowCount, first.RejectedRowCount, first.AlreadyApplied));
        Assert.True(second.AlreadyApplied);
        Assert.Single(await _objects.PathsAsync("t/_quarantine/"));
    }

    [Fact]
    public async Task An_append_that_is_not_committed_leaves_no_quarantine_file()
    {
        await _store.CreateAsync("t", Schema.Parse("id bigint NOT NULL"));
        var isFirst = true;
        await using var racing = TableFixture.Store(new FlakyObjectStore(_objects, call =>
        {
            if (isFirst && call is { Operation: StoreOperation.Put } && call.Path.EndsWith(".json", StringComparison.Ordinal))
            {
                isFirst = false;
                _store.OpenAsync("t").GetAwaiter().GetResult().EvolveAsync(static change => change.AddColumn("a", DataType.String)).GetAwaiter().GetResult();
            }

            return Fault.None;
        }), seed: 2);
        var table = await racing.OpenAsync("t");

        await Assert.ThrowsAsync<CommitConflictException>(() => table.AppendAsync(Rows.Of("id bigint", [1L], [null]), SetAside));

        Assert.Equal(2, (await _objects.PathsAsync()).Count);
    }

    [Fact]
    public async Task Masked_values_are_in_no_message_and_rules_and_rows_still_are()
    {
        var table = await _store.CreateAsync<Reading>("t", static builder => builder.Check("named", "name <> 'secret'"));
        Reading[] rows = [new(1, "secret", 1, 1m), new(2, "x", 1, 424242m)];

        var refused = await Assert.ThrowsAsync<RowsRejectedException>(() => table.AppendAsync(rows, new AppendOptions { MaskValues = true }));
        var result = await table.AppendAsync(rows, new AppendOptions { MaskValues = true, Rejected = RejectedRowHandling.SetAside });

        Assert.Equal(["1 named ***", "2 TYPE "], refused.Rejections.Select(static row => $"{row.RowNumber} {row.Rule} {row.Value}"));
        Assert.DoesNotContain("is 'secret'", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("424242", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Rejections, result.Rejections);
        Assert.Contains("\"values\":{\"id\":1,\"name\":\"secret\"", (await LinesAsync(result))[0], StringComparison.Ordinal);
    }

    private async Task<string[]> LinesAsync(AppendResult result)
        => Encoding.UTF8.GetString(await _objects.ReadAllAsync(result.QuarantinePath!)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    internal sealed record Reading(long Id, string Name, int Divisor, [property: Decimal(4, 2)] decimal Amount);
}
