using System.Diagnostics;
using System.Text.Json;
using Patterns.Core;
using Patterns.Tables;
using Patterns.Testing;

namespace DataPlatform.Tests;

public sealed class MainJobTests
{
    private const string SmallScale = "0.05";
    private const int Kills = 6;

    [Fact]
    public async Task Every_row_read_is_accepted_or_set_aside_and_every_accepted_row_is_in_a_table()
    {
        using var home = new TemporaryDirectory();

        var report = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);

        var tables = Rows(report);
        Assert.NotEmpty(tables);
        foreach (var dataset in report.GetProperty("datasets").EnumerateArray())
        {
            var accepted = dataset.GetProperty("rowsAccepted").GetInt64();
            Assert.Equal(dataset.GetProperty("rowsRead").GetInt64(), accepted + dataset.GetProperty("rowsSetAside").GetInt64());
            if (accepted > 0)
            {
                Assert.Equal(accepted, tables[dataset.GetProperty("name").GetString()!]);
            }
        }
    }

    [Fact]
    public async Task Service_levels_are_about_all_runs_and_stand_on_a_page()
    {
        using var home = new TemporaryDirectory();
        var first = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);
        var second = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);

        var page = await File.ReadAllTextAsync(home["service-levels.html"]);

        // Both runs count their tables and loads. A row counts by the commit that brought it, so the second run adds none.
        Assert.Equal(0, second.GetProperty("newFiles").GetInt64());
        var rows = first.GetProperty("datasets").EnumerateArray().Sum(static dataset => dataset.GetProperty("rowsRead").GetInt64());
        var badRows = first.GetProperty("datasets").EnumerateArray().Sum(static dataset => dataset.GetProperty("rowsSetAside").GetInt64());
        var allowed = rows * 5 / 1000;
        Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{badRows:#,##0} of {allowed:#,##0} events"), page, StringComparison.Ordinal);
        Assert.Contains("data-is-fresh", page, StringComparison.Ordinal);
        Assert.Contains("Kept so far", page, StringComparison.Ordinal);
        Assert.Contains("Datasets conform", page, StringComparison.Ordinal);
        Assert.Equal(5, page.Split("<svg").Length - 1);
    }

    [Fact]
    public async Task What_is_wrong_with_the_generated_lake_is_found()
    {
        using var home = new TemporaryDirectory();

        var report = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);

        var kinds = report.GetProperty("findings").EnumerateArray().Select(static finding => finding.GetProperty("kind").GetString()).ToList();
        Assert.Contains("ExactDuplicate", kinds);
        Assert.Contains("MislabelledFile", kinds);
        var setAside = Datasets(report).ToDictionary(static dataset => dataset.Name, static dataset => dataset.SetAside);
        Assert.Equal(1, setAside["finance/payments"]);
        Assert.Equal(0, setAside["sales/customers"]);
    }

    [Fact]
    public async Task Nested_values_stay_nested_and_a_later_file_may_bring_more_fields()
    {
        using var home = new TemporaryDirectory();
        using var raw = new TemporaryDirectory();
        await File.WriteAllTextAsync(raw["visits-1.ndjson"], """{"id":1,"who":{"login":"ada"},"odd":{"a b":1}}""" + "\n");
        await PlatformRun.ReportAsync(home.Path, "--raw", raw.Path);
        await File.WriteAllTextAsync(raw["visits-2.ndjson"], """{"id":2,"who":{"login":"bo","site":"x"},"odd":{"a b":2},"tags":["new"]}""" + "\n");

        var report = await PlatformRun.ReportAsync(home.Path, "--raw", raw.Path);

        Assert.Empty(report.GetProperty("findings").EnumerateArray());
        Assert.Equal(["odd"], report.GetProperty("tables")[0].GetProperty("jsonTextColumns").EnumerateArray().Select(static column => column.GetString()));
        await using var store = new TableStore(new FileObjectStore(Path.Combine(home.Path, "tables")));
        var visits = await store.OpenAsync("visits");
        Assert.Equal("struct<login:string,site:string>", visits.Schema["who"].Type.ToString());
        Assert.Equal(
            [
                [1L, "{login: ada, site: null}", """{"a b":1}""", null],
                [2L, "{login: bo, site: x}", """{"a b":2}""", "[new]"],
            ],
            (await TableRows.ReadAsync(visits)).OrderBy(static row => row[0]));
    }

    [Fact]
    public async Task Metrics_are_those_of_the_rows_and_their_receipts_say_so()
    {
        using var home = new TemporaryDirectory();

        var report = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);

        await using var store = new TableStore(new FileObjectStore(Path.Combine(home.Path, "tables")));
        var orders = await store.OpenAsync("sales/orders");
        var status = orders.Schema.RequireIndexOf("status");
        var amount = orders.Schema.RequireIndexOf("amount");
        var sold = (await TableRows.ReadAsync(orders)).Where(row => row[status] is "paid" or "shipped").ToList();
        var revenue = report.GetProperty("metrics").EnumerateArray().Single(static metric => metric.GetProperty("metric").GetString() == "revenue");
        var receipt = revenue.GetProperty("receipt");
        Assert.Equal(Math.Round(sold.Sum(row => (double?)row[amount] ?? 0), 2), revenue.GetProperty("value").GetDouble(), 2);
        Assert.Equal(revenue.GetProperty("value").GetDouble(), revenue.GetProperty("months").EnumerateArray().Sum(static month => month.GetProperty("value").GetDouble()), 2);
        Assert.Equal((orders.Version, (long)sold.Count), (receipt.GetProperty("tableVersion").GetInt64(), receipt.GetProperty("rowsCounted").GetInt64()));
        Assert.Equal(orders.Metrics["revenue"].Hash, receipt.GetProperty("definitionHash").GetString());
        Assert.Equal(["amount_not_negative", "status_known"], orders.Checks.Keys.Order());
        Assert.False(orders.Schema["order_id"].Nullable);
    }

    [Fact]
    public async Task A_select_is_answered_from_the_tables_of_earlier_runs()
    {
        using var home = new TemporaryDirectory();
        var report = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);
        var orders = Rows(report)["sales/orders"];

        var (answer, _, exitCode) = await PlatformRun.AskAsync(home.Path, "select count(*) as orders from sales.orders");
        var (_, error, failed) = await PlatformRun.AskAsync(home.Path, "select x from sales.nothing");

        Assert.Equal(0, exitCode);
        Assert.Equal(["orders", $"{orders}", "1 row."], answer.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Equal(1, failed);
        Assert.StartsWith("sql.binding: Line 1, column 15: there is no table sales.nothing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_loads_nothing_and_says_so()
    {
        using var home = new TemporaryDirectory();
        var first = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);

        var second = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);

        Assert.NotEqual(0, first.GetProperty("newFiles").GetInt32());
        Assert.Equal(0, second.GetProperty("newFiles").GetInt32());
        Assert.Equal(0, second.GetProperty("landedFiles").GetInt32());
        Assert.Equal(first.GetProperty("tables").GetRawText(), second.GetProperty("tables").GetRawText());
        Assert.Equal(first.GetProperty("metrics").GetRawText(), second.GetProperty("metrics").GetRawText());
    }

    [Fact]
    public async Task Killed_runs_and_a_rerun_end_in_the_same_tables_as_one_run()
    {
        using var calm = new TemporaryDirectory();
        using var stormy = new TemporaryDirectory();
        var expected = await PlatformRun.ReportAsync(calm.Path, "--scale", SmallScale);
        var random = new Random(7);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = PlatformRun.Start("--scale", SmallScale, "--home", stormy.Path);
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(200, 2500)));
            await WaitOrKillAsync(process, limit.Token);
        }

        var actual = await PlatformRun.ReportAsync(stormy.Path, "--scale", SmallScale);

        Assert.Equal(Rows(expected), Rows(actual));
        Assert.Equal(await ContentsAsync(calm.Path), await ContentsAsync(stormy.Path));
    }

    [Fact]
    public async Task An_unknown_argument_is_named_with_the_usage()
    {
        using var process = PlatformRun.Start("--colour", "red");

        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains("Unknown argument '--colour'", errors, StringComparison.Ordinal);
        Assert.Contains("--report FILE", errors, StringComparison.Ordinal);
    }

    private static async Task WaitOrKillAsync(Process process, CancellationToken killed)
    {
        try
        {
            await process.WaitForExitAsync(killed);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static SortedDictionary<string, long> Rows(JsonElement report)
        => new(
            report.GetProperty("tables").EnumerateArray().ToDictionary(static table => table.GetProperty("name").GetString()!, static table => table.GetProperty("rows").GetInt64()),
            StringComparer.Ordinal);

    private static IEnumerable<(string Name, long SetAside)> Datasets(JsonElement report)
        => report.GetProperty("datasets").EnumerateArray().Select(static dataset => (dataset.GetProperty("name").GetString()!, dataset.GetProperty("rowsSetAside").GetInt64()));

    /// <summary>Every row of every table as text, quarantine included, in the order of the tables' paths and of their loads.</summary>
    private static async Task<List<string>> ContentsAsync(string home)
    {
        await using var store = new TableStore(new FileObjectStore(Path.Combine(home, "tables")));
        var rows = new List<string>();
        await foreach (var path in store.ListAsync())
        {
            var table = await store.OpenAsync(path);
            rows.AddRange((await TableRows.ReadAsync(table)).Select(row => $"{path}: {string.Join('|', row)}"));
        }

        return rows;
    }
}
