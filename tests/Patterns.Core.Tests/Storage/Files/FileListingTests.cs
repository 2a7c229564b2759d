using Patterns.Core.Storage.Files;
using Patterns.Testing;

namespace Patterns.Core.Tests.Storage.Files;

[Collection(AloneCollection.Name)]
public sealed class FileListingTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task The_end_of_a_large_folder_is_listed_without_a_look_at_its_other_files()
    {
        Directory.CreateDirectory(_directory["log"]);
        for (var index = 0; index < 10_000; index++)
        {
            File.Create(_directory["log", $"{index:D20}.json"]).Dispose();
        }

        var store = new FileObjectStore(_directory.Path);
        var startAfter = $"log/{9_990:D20}.json";
        var warm = await CountAsync(store, startAfter);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var count = await CountAsync(store, startAfter);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        Assert.Equal((9, 9), (warm, count));
        Assert.InRange(allocated, 0, 100_000); // ten bytes per file; the name of one has 50
    }

    [Theory]
    [InlineData("", "", "a", true)]
    [InlineData("a/b", "", "a", true)]
    [InlineData("a/b", "", "ab", false)]
    [InlineData("a/b", "", "a-", false)]
    [InlineData("", "a/b", "a", true)]
    [InlineData("", "a0", "a", false)]
    [InlineData("", "a-", "a", true)]
    [InlineData("", "b", "a", false)]
    [InlineData("", "a/", "a", true)]
    public void A_folder_is_opened_when_something_in_it_may_be_asked_for(string prefix, string startAfter, string folder, bool expected)
        => Assert.Equal(expected, new ListingRange(prefix, startAfter).Includes(folder, isFolder: true));

    private static async Task<int> CountAsync(FileObjectStore store, string startAfter)
    {
        var count = 0;
        await foreach (var info in store.ListAsync("", startAfter))
        {
            count++;
        }

        return count;
    }
}
