using Patterns.Testing;

namespace Patterns.Updates.Tests;

public sealed class FileUpdateStoreTests : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    [Theory]
    [MemberData(nameof(UpdateStoreScenarios.Names), MemberType = typeof(UpdateStoreScenarios))]
    public Task It_keeps_what_every_store_promises(string scenario)
        => UpdateStoreScenarios.RunAsync(scenario, time => new FileUpdateStore(new UpdateStoreOptions { Directory = _folder["feeds"] }, time, new Random(5)));

    [Theory]
    [MemberData(nameof(UpdateStoreScenarios.Names), MemberType = typeof(UpdateStoreScenarios))]
    public Task It_does_so_with_nothing_in_memory_and_the_smallest_segments(string scenario)
    {
        UpdateStoreOptions options = new() { Directory = _folder["feeds"], TailBytes = 0, SegmentBytes = UpdateStoreOptions.MinSegmentBytes, Durability = UpdateDurability.Flushed };
        return UpdateStoreScenarios.RunAsync(scenario, time => new FileUpdateStore(options, time, new Random(5)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("638")]
    [InlineData("638x\n")]
    public async Task A_damaged_last_epoch_is_refused_rather_than_counted_from_anew(string text)
    {
        UpdateStoreOptions options = new() { Directory = _folder["feeds"] };
        await using (FileUpdateStore store = new(options))
        {
            await store.CreateAsync("orders");
            await store.DeleteAsync("orders");
        }

        var path = Path.Join(_folder["feeds"], "last-epoch");
        await File.WriteAllTextAsync(path, text);
        await using FileUpdateStore reopened = new(options);

        var damaged = await Assert.ThrowsAsync<UpdateStoreDamagedException>(async () => await reopened.FindAsync("orders"));
        Assert.Equal(("updates.store-damaged", path), (damaged.Code, damaged.Path));
    }

    public void Dispose() => _folder.Dispose();
}
