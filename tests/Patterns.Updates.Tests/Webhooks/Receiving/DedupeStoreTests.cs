using Patterns.Testing;

namespace Patterns.Updates.Tests.Webhooks.Receiving;

public sealed class DedupeStoreTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(WebhookDedupeScenarios.NamesWithoutRestart), MemberType = typeof(WebhookDedupeScenarios))]
    public Task In_memory_they_keep_what_every_store_promises(string scenario)
        => WebhookDedupeScenarios.RunAsync(scenario, static time => new MemoryWebhookDedupeStore(time: time));

    [Theory]
    [MemberData(nameof(WebhookDedupeScenarios.Names), MemberType = typeof(WebhookDedupeScenarios))]
    public Task In_a_folder_they_keep_what_every_store_promises(string scenario)
        => WebhookDedupeScenarios.RunAsync(scenario, time => new FileWebhookDedupeStore(_folder.Path, time: time));

    [Fact]
    public async Task A_file_that_is_cut_at_any_byte_knows_the_whole_records_and_takes_more()
    {
        using (var store = Open())
        {
            foreach (var key in new[] { "1", "2", "3" })
            {
                await store.ClaimAsync(key);
                await store.CompleteAsync(key);
            }
        }

        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        var whole = await File.ReadAllBytesAsync(file);
        for (var length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(file, whole[..length]);
            using (var cut = Open())
            {
                for (var number = 1; number <= 3; number++)
                {
                    var expected = length >= number * 28 ? WebhookClaim.Done : WebhookClaim.Claimed;
                    Assert.Equal(expected, await cut.ClaimAsync($"{number}"));
                }

                await cut.CompleteAsync("4");
            }

            using var again = Open();
            Assert.Equal(WebhookClaim.Done, await again.ClaimAsync("4"));
            Assert.Equal(length >= 28 ? WebhookClaim.Done : WebhookClaim.Claimed, await again.ClaimAsync("1"));
        }
    }

    [Fact]
    public async Task A_damaged_record_is_forgotten_alone()
    {
        using (var store = Open())
        {
            await store.CompleteAsync("1");
            await store.CompleteAsync("2");
        }

        var file = Assert.Single(Directory.GetFiles(_folder.Path));
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[12] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        using var again = Open();
        Assert.Equal(WebhookClaim.Claimed, await again.ClaimAsync("1"));
        Assert.Equal(WebhookClaim.Done, await again.ClaimAsync("2"));
    }

    [Fact]
    public async Task Files_whose_messages_are_all_forgotten_are_deleted()
    {
        using var store = Open();
        for (var day = 0; day < 30; day++)
        {
            await store.CompleteAsync($"{day}");
            _time.Advance(TimeSpan.FromDays(1));
        }

        Assert.InRange(Directory.GetFiles(_folder.Path).Length, 5, 8);
    }

    [Fact]
    public void A_life_is_above_zero_and_other_files_are_left_alone()
    {
        File.WriteAllText(_folder["notes.txt"], "mine");
        using var store = Open();

        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoryWebhookDedupeStore(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FileWebhookDedupeStore(_folder.Path, TimeSpan.Zero));
        Assert.Equal(TimeSpan.FromDays(5), store.Life);
        Assert.True(File.Exists(_folder["notes.txt"]));
    }

    private FileWebhookDedupeStore Open() => new(_folder.Path, time: _time);
}
