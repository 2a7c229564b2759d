using Patterns.Testing;

namespace Patterns.Core.Tests.Storage.Files;

[Collection(AloneCollection.Name)]
public sealed class FileObjectReaderTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [OptimizedFact]
    public async Task A_read_after_the_first_ones_allocates_nothing()
    {
        var store = new FileObjectStore(_directory.Path);
        await store.PutAsync("a", new byte[10_000]);
        await using var reader = await store.OpenReadAsync("a");
        await ReadManyAsync(reader, 2_000);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        await ReadManyAsync(reader, 2_000);
        var perRead = (GC.GetTotalAllocatedBytes(precise: true) - before) / 2_000.0;

        Assert.InRange(perRead, 0, 12); // the smallest object has 24 bytes
    }

    private static async Task ReadManyAsync(IObjectReader reader, int count)
    {
        var buffer = new byte[1000];
        for (var index = 0; index < count; index++)
        {
            await reader.ReadAsync(index, buffer);
        }
    }
}
