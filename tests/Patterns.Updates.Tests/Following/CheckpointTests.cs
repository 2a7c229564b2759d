using Patterns.Testing;

namespace Patterns.Updates.Tests.Following;

public sealed class CheckpointTests
{
    [Fact]
    public async Task What_was_saved_last_is_loaded()
    {
        using var folder = new TemporaryDirectory();
        foreach (ICheckpoint checkpoint in new ICheckpoint[] { new MemoryCheckpoint(), new FileCheckpoint(Path.Combine(folder.Path, "a", "b.checkpoint")) })
        {
            Assert.Null(await checkpoint.LoadAsync());
            await checkpoint.SaveAsync(FeedCursor.Parse("01"));
            await checkpoint.SaveAsync(FeedCursor.Parse("3,ü02"));

            Assert.Equal(FeedCursor.Parse("3,ü02"), await checkpoint.LoadAsync());
        }
    }

    [Fact]
    public async Task A_save_that_was_cut_short_leaves_the_place_before()
    {
        using var folder = new TemporaryDirectory();
        string path = Path.Combine(folder.Path, "orders.checkpoint");
        var checkpoint = new FileCheckpoint(path);
        await checkpoint.SaveAsync(FeedCursor.Parse("01"));
        await File.WriteAllTextAsync(path + ".new", "patterns-che");

        Assert.Equal(FeedCursor.Parse("01"), await new FileCheckpoint(path).LoadAsync());
        await checkpoint.SaveAsync(FeedCursor.Parse("02"));
        Assert.Equal(FeedCursor.Parse("02"), await new FileCheckpoint(path).LoadAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("patterns-checkpoint-1\n0000")]
    [InlineData("patterns-checkpoint-2\n0000\n")]
    [InlineData("patterns-checkpoint-1\n\n")]
    public async Task A_file_that_is_no_checkpoint_is_refused_rather_than_taken_for_the_start(string text)
    {
        using var folder = new TemporaryDirectory();
        string path = Path.Combine(folder.Path, "orders.checkpoint");
        await File.WriteAllTextAsync(path, text);

        var damaged = await Assert.ThrowsAsync<CheckpointDamagedException>(async () => await new FileCheckpoint(path).LoadAsync());

        Assert.Equal(("updates.checkpoint-damaged", path), (damaged.Code, damaged.Path));
    }
}
