using System.Text;
using System.Text.Json;
using Patterns.Core;
using Patterns.Testing;

namespace Patterns.Lake.Tests.Landing;

public sealed class LandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private readonly MemoryObjectStore _store = new();

    [Fact]
    public async Task A_landed_file_is_there_as_it_was_with_its_manifest_entry()
    {
        var result = await LandAsync(_store, "2026-11-22.csv", "id\n1\n");

        Assert.Equal(LandStatus.Landed, result.Status);
        Assert.Equal("id\n1\n", Encoding.UTF8.GetString(await _store.ReadAllAsync("sales/orders/2026-11-22.csv")));
        using var entry = JsonDocument.Parse(await _store.ReadAllAsync($"sales/orders/_manifest/{result.File.Sha256}.json"));
        Assert.Equal("sales/orders/2026-11-22.csv", entry.RootElement.GetProperty("path").GetString());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("id\n1\n"u8)), entry.RootElement.GetProperty("sha256").GetString());
        Assert.Equal(5, entry.RootElement.GetProperty("length").GetInt64());
        Assert.Equal(("erp", "sales"), (entry.RootElement.GetProperty("source").GetString(), entry.RootElement.GetProperty("owner").GetString()));
        Assert.Equal(Now, entry.RootElement.GetProperty("landedAt").GetDateTimeOffset());
        Assert.Equal(("text/plain", "text/csv"), (result.File.MediaType, result.File.ClaimedMediaType));
    }

    [Fact]
    public async Task The_same_content_is_landed_once_per_dataset_whatever_its_name()
    {
        await LandAsync(_store, "a.csv", "id\n1\n");

        var same = await LandAsync(_store, "a.csv", "id\n1\n");
        var renamed = await LandAsync(_store, "b.csv", "id\n1\n");

        Assert.Equal((LandStatus.AlreadyLanded, LandStatus.AlreadyLanded), (same.Status, renamed.Status));
        Assert.Equal("sales/orders/a.csv", renamed.File.Path);
        Assert.Equal(2, await CountAsync(_store));
    }

    [Fact]
    public async Task Other_content_under_a_taken_name_is_refused_and_changes_nothing()
    {
        await LandAsync(_store, "a.csv", "id\n1\n");

        var result = await LandAsync(_store, "a.csv", "id\n2\n");

        Assert.Equal(LandStatus.NameTaken, result.Status);
        Assert.Equal("id\n1\n", Encoding.UTF8.GetString(await _store.ReadAllAsync("sales/orders/a.csv")));
        Assert.Equal(2, await CountAsync(_store));
    }

    [Fact]
    public async Task A_landing_that_loses_its_store_at_any_call_is_completed_by_landing_again()
    {
        var isInterrupted = true;
        for (var call = 0; isInterrupted; call++)
        {
            var store = new MemoryObjectStore();
            isInterrupted = false;
            try
            {
                await LandAsync(new FlakyObjectStore(store, FaultPlan.StopAt(call)), "a.csv", "id\n1\n");
            }
            catch (ObjectStoreException)
            {
                isInterrupted = true;
            }

            await LandAsync(store, "a.csv", "id\n1\n");

            Assert.Equal(2, await CountAsync(store));
            Assert.Equal("id\n1\n", Encoding.UTF8.GetString(await store.ReadAllAsync("sales/orders/a.csv")));
        }
    }

    [Fact]
    public async Task Of_many_landings_of_one_content_at_once_one_stays()
    {
        using var folder = new TemporaryDirectory();
        var store = new FileObjectStore(folder.Path);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(index => Task.Run(() => LandAsync(store, $"{index % 4}.csv", "id\n1\n"))));

        Assert.Equal(2, await CountAsync(store));
        var landed = Assert.Single(results, static result => result.Status == LandStatus.Landed);
        Assert.All(results, result => Assert.Equal(landed.File.Path, result.File.Path));
    }

    [Theory]
    [InlineData("sales/_hidden", "a.csv")]
    [InlineData("sales", "_a.csv")]
    [InlineData("sales", "x/a.csv")]
    [InlineData("../sales", "a.csv")]
    [InlineData("sales", "..")]
    public async Task A_place_that_is_hidden_or_outside_is_refused(string dataset, string name)
    {
        using var content = new MemoryStream([1]);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => new LakeReader(_store).LandAsync(dataset, content, new LandOptions { FileName = name }));
    }

    [Fact]
    public async Task A_folder_is_landed_with_its_paths_and_again_only_where_it_is_new()
    {
        using var folder = new TemporaryDirectory();
        Directory.CreateDirectory(folder["b", "c"]);
        await File.WriteAllTextAsync(folder["a.csv"], "id\n1\n");
        await File.WriteAllTextAsync(folder["b", "c", "d.csv"], "id\n1\n");
        await File.WriteAllTextAsync(folder["b", ".hidden"], "x");
        var lake = new LakeReader(_store);

        var first = await lake.LandFolderAsync(folder.Path).Select(static result => (result.File.Path, result.Status)).ToListAsync();
        await File.WriteAllTextAsync(folder["b", "c", "e.csv"], "id\n2\n");
        var second = await lake.LandFolderAsync(folder.Path).Select(static result => (result.File.Path, result.Status)).ToListAsync();

        Assert.Equal([("a.csv", LandStatus.Landed), ("b/c/d.csv", LandStatus.Landed)], first);
        Assert.Equal([("a.csv", LandStatus.AlreadyLanded), ("b/c/d.csv", LandStatus.AlreadyLanded), ("b/c/e.csv", LandStatus.Landed)], second);
    }

    private static async Task<LandResult> LandAsync(IObjectStore store, string name, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await new LakeReader(store, time: new ManualTimeProvider(Now)).LandAsync("sales/orders", content, new LandOptions { FileName = name, Source = "erp", Owner = "sales" });
    }

    private static async Task<int> CountAsync(IObjectStore store) => await store.ListAsync("").CountAsync();
}
