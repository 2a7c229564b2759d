using System.Globalization;
using System.Text.Json;
using Patterns.Testing;
using Patterns.Updates;

namespace DataPlatform.Tests;

public sealed class ChangeTests
{
    private const string SmallScale = "0.05";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Each_file_and_each_version_is_published_once_whatever_was_killed()
    {
        using var home = new TemporaryDirectory();
        var random = new Random(3);
        for (var kill = 0; kill < 4; kill++)
        {
            using var process = PlatformRun.Start("--scale", SmallScale, "--home", home.Path);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(random.Next(1000, 3500)));
            process.Kill();
            await process.WaitForExitAsync();
        }

        var report = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);
        var again = await PlatformRun.ReportAsync(home.Path, "--scale", SmallScale);

        Assert.Equal(0, again.GetProperty("publishedChanges").GetInt32());
        var versions = await ReadAsync(home.Path, "tables", static change => (Table: change.GetProperty("table").GetString()!, Version: change.GetProperty("version").GetInt64()));
        foreach (var table in report.GetProperty("tables").EnumerateArray())
        {
            Assert.Equal(
                Enumerable.Range(0, table.GetProperty("version").GetInt32() + 1).Select(static version => (long)version),
                versions.Where(change => change.Table == table.GetProperty("name").GetString()).Select(static change => change.Version));
        }

        var files = await ReadAsync(home.Path, "files", static change => change.GetProperty("file").GetString()!);
        Assert.NotEmpty(files);
        Assert.Equal(files.Count, files.Distinct().Count());
    }

    [Fact]
    public async Task A_run_that_waits_for_files_serves_what_has_changed()
    {
        using var home = new TemporaryDirectory();
        using var process = PlatformRun.StartWaiting("--scale", SmallScale, "--home", home.Path, "--serve", "http://127.0.0.1:0");
        try
        {
            var line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            while (!line!.StartsWith("Changes are served at ", StringComparison.Ordinal))
            {
                line = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            }

            _ = process.StandardOutput.ReadToEndAsync();
            using HttpClient http = new() { BaseAddress = new Uri(line.Split(' ')[4]), Timeout = Patience };
            HttpResponseMessage response;
            do
            {
                response = await http.GetAsync(new Uri("/feeds/files?offset=-1&live=long-poll", UriKind.Relative));
            }
            while (response.StatusCode == System.Net.HttpStatusCode.NotFound);

            using var files = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            Assert.Equal(JsonValueKind.String, files.RootElement[0].GetProperty("file").ValueKind);
            using var write = await http.PostAsync(new Uri("/feeds/files", UriKind.Relative), new StringContent("1"));
            Assert.Equal(System.Net.HttpStatusCode.MethodNotAllowed, write.StatusCode);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("4438")]
    public async Task An_address_that_cannot_be_served_at_is_named(string address)
    {
        using var process = PlatformRun.Start("--serve", address);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"not '{address}'"), errors, StringComparison.Ordinal);
    }

    private static async Task<List<T>> ReadAsync<T>(string home, string feed, Func<JsonElement, T> select)
    {
        await using FileUpdateStore feeds = new(new UpdateStoreOptions { Directory = Path.Combine(home, "feeds") });
        var log = await feeds.FindAsync(feed);
        List<T> changes = [];
        for (var page = await log!.ReadAsync(UpdateOffset.Start); page.Updates.Count > 0; page = await log.ReadAsync(page.Next))
        {
            foreach (var update in page.Updates)
            {
                using var json = JsonDocument.Parse(update.Payload);
                changes.Add(select(json.RootElement));
            }
        }

        return changes;
    }
}
