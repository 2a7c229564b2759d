using Patterns.Testing;

namespace Patterns.Updates.Tests.Webhooks.Receiving;

public sealed class DedupeStoreTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_is_claimed_by_one_until_it_is_released_or_done_for_good(bool isFile)
    {
        var store = isFile ? new FileWebhookDedupeStore(_folder.Path, time: _time) : (IWebhookDedupeStore)new MemoryWebhookDedupeStore(time: _time);
        using var owned = store as IDisposable;

        Assert.Equal(WebhookClaim.Claimed, await store.ClaimAsync("a"));
        Assert.Equal(WebhookClaim.InProgress, await store.ClaimAsync("a"));
        Assert.Equal(WebhookClaim.Claimed, await store.ClaimAsync("b"));
        await store.ReleaseAsync("a");
        Assert.Equal(WebhookClaim.Claimed, await store.ClaimAsync("a"));
        await store.CompleteAsync("a");
        Assert.Equal(WebhookClaim.Done, await store.ClaimAsync("a"));

        _time.Advance(TimeSpan.FromDays(5) - TimeSpan.FromTicks(1));
        Assert.Equal(WebhookClaim.Done, await store.ClaimAsync("a"));
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(WebhookClaim.Claimed, await store.ClaimAsync("a"));
    }

    [Fact]
    public async Task What_was_done_is_known_after_a_restart_and_what_was_claimed_is_free()
    {
        using (var store = Open())
        {
            await store.ClaimAsync("done");
            await store.CompleteAsync("done");
            await store.ClaimAsync("claimed");
        }

        using var again = Open();
        Assert.Equal(WebhookClaim.Done, await again.ClaimAsync("done"));
        Assert.Equal(WebhookClaim.Claimed, await again.ClaimAsync("claimed"));
    }

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
    public async Task Many_who_complete_at_once_are_all_known()
    {
        using (var store = Open())
        {
            await Task.WhenAll(Enumerable.Range(0, 500).Select(number => Task.Run(async () => await store.CompleteAsync($"{number}"))));
        }

        using var again = Open();
        for (var number = 0; number < 500; number++)
        {
            Assert.Equal(WebhookClaim.Done, await again.ClaimAsync($"{number}"));
        }
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
